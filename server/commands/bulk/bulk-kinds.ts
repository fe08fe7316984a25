import type { StoredBulkKind } from './bulk-kind'
import { EXCEPTION_KINDS_OF_BULK } from './exception-kinds'
import { ORDER_KINDS_OF_BULK } from './order-kinds'

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
