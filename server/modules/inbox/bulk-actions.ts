import type { StoredBulkKind } from './internal/bulk-action'
import { EXCEPTION_KINDS_OF_BULK } from './internal/exception-bulk-actions'
import { ORDER_KINDS_OF_BULK } from './internal/order-bulk-actions'

/** Every action that a job can do to many things. */
const BULK_KINDS = { ...EXCEPTION_KINDS_OF_BULK, ...ORDER_KINDS_OF_BULK }

export type BulkKindName = keyof typeof BULK_KINDS
export const BULK_KIND_NAMES = Object.keys(BULK_KINDS) as [BulkKindName, ...BulkKindName[]]

/** @throws Error for a name that a job of a later version left behind */
export function bulkKind(name: string): StoredBulkKind {
  const kinds: Record<string, StoredBulkKind> = BULK_KINDS
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (!kind) throw new Error(`There is no bulk action ${name}.`)
  return kind
}
