import type { StoredBulkAction } from './internal/bulk/bulk-action'
import { EXCEPTION_BULK_ACTIONS } from './internal/bulk/exception-bulk-actions'
import { ORDER_BULK_ACTIONS } from './internal/bulk/order-bulk-actions'

/** Every bulk action by its name. */
const BULK_ACTIONS = { ...EXCEPTION_BULK_ACTIONS, ...ORDER_BULK_ACTIONS }

export type BulkActionName = keyof typeof BULK_ACTIONS
export const BULK_ACTION_NAMES = Object.keys(BULK_ACTIONS) as [BulkActionName, ...BulkActionName[]]

/** Returns a bulk action. @throws Error for a name this version does not have */
export function getBulkAction(name: string): StoredBulkAction {
  const kinds: Record<string, StoredBulkAction> = BULK_ACTIONS
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (!kind) throw new Error(`Unknown bulk action: ${name}`)
  return kind
}
