import { z } from 'zod'
import type { Permission } from '@/domain/staff/permissions'
import { VIEW_ROOMS, type ViewRoom } from '@/domain/staff/saved-view-scopes'

export const ViewRoomInput = z.enum(VIEW_ROOMS)

/** What opens a room, and so saving a view of it. */
export const ROOM_PERMISSIONS = {
  orders: 'orders.read',
  reports: 'reports.read',
} as const satisfies Record<ViewRoom, Permission>
