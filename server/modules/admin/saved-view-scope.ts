import { z } from 'zod'
import type { Permission } from '@/domain/staff/permissions'
import { SAVED_VIEW_SCOPES, type SavedViewScope } from '@/domain/staff/saved-view-scopes'

export const SavedViewScopeInput = z.enum(SAVED_VIEW_SCOPES)

/** The permission to open each scope's page, and to save views of it. */
export const SAVED_VIEW_PERMISSIONS = {
  orders: 'orders.read',
  reports: 'reports.read',
} as const satisfies Record<SavedViewScope, Permission>
