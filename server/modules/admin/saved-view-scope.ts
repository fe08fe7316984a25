import { z } from 'zod'
import type { Permission } from '@/domain/staff/permissions'
import { SAVED_VIEW_SCOPES, type SavedViewScope } from '@/domain/staff/saved-view-scopes'

export const ViewRoomInput = z.enum(SAVED_VIEW_SCOPES)

/** What opens a room, and so saving a view of it. */
export const ROOM_PERMISSIONS = {
  orders: 'orders.read',
  reports: 'reports.read',
} as const satisfies Record<SavedViewScope, Permission>
