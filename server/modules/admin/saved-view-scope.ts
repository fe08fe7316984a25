import { z } from 'zod'
import type { Permission } from '@/domain/staff/permissions'
import { SAVED_VIEW_SCOPES, type SavedViewScope } from '@/domain/staff/saved-view-scopes'

export const SavedViewScopeInput = z.enum(SAVED_VIEW_SCOPES)

/** What opens a scope, and so saving a view of it. */
export const SAVED_VIEW_PERMISSIONS = {
  orders: 'orders.read',
  reports: 'reports.read',
} as const satisfies Record<SavedViewScope, Permission>
