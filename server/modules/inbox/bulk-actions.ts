import type { StoredBulkKind } from './internal/bulk-action'
import { EXCEPTION_BULK_ACTIONS } from './internal/exception-bulk-actions'
import { ORDER_BULK_ACTIONS } from './internal/order-bulk-actions'

/** Every bulk action by its name. */
const BULK_KINDS = { ...EXCEPTION_BULK_ACTIONS, ...ORDER_BULK_ACTIONS }

export type BulkKindName = keyof typeof BULK_KINDS
export const BULK_KIND_NAMES = Object.keys(BULK_KINDS) as [BulkKindName, ...BulkKindName[]]

/** Returns a bulk action. @throws Error for a name this version does not have */
export function bulkKind(name: string): StoredBulkKind {
  const kinds: Record<string, StoredBulkKind> = BULK_KINDS
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (!kind) throw new Error(`Unknown bulk action: ${name}`)
  return kind
}
