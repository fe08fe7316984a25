import { z } from 'zod'
import type { Permission } from '@/server/domain/permissions'
import { VIEW_ROOMS, type ViewRoom } from '@/server/domain/view-rooms'

export const ViewRoomInput = z.enum(VIEW_ROOMS)

/** What opens a room, and so saving a view of it. */
export const ROOM_PERMISSIONS = {
  orders: 'orders.read',
  reports: 'reports.read',
} as const satisfies Record<ViewRoom, Permission>
