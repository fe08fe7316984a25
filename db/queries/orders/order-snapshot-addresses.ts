import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { Executor } from '@/db/client'
import { orderAddresses } from '@/db/schema/orders'
import type { Bound } from '@/db/statement'
import type { OrderId } from '@/domain/ids'
import {
  ADDRESS_PARTS,
  type AddressSnapshot,
  type OrderSnapshot,
} from '@/domain/order/order-snapshot'
import { rowInsert } from '../sql/row-writer'

type Addresses = Pick<OrderSnapshot, 'shippingAddress' | 'billingAddress'>

const KINDS = ['shipping', 'billing'] as const

const addressOf = (snapshot: Addresses, kind: (typeof KINDS)[number]): AddressSnapshot | null =>
  snapshot[`${kind}Address`]

const COLUMNS = [...ADDRESS_PARTS, 'emptiedFields'].map(toSnakeCase)

/**
 * What a person changed here is left alone, and so is an address that is the same again: it must
 * not refuse the edit that somebody has open.
 */
const SHOW_NEWER = sql.raw(`on conflict (order_id, kind) do update
  set ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')},
    version = order_addresses.version + 1
  where order_addresses.edited_at is null and (
    ${COLUMNS.map((name) => `order_addresses.${name} is distinct from excluded.${name}`).join(' or ')})`)

const rowsInsert = rowInsert(orderAddresses, SHOW_NEWER)

/** An order's addresses as a snapshot shows them. */
export function addressesInsert(orderId: OrderId, snapshot: Addresses): Bound | undefined {
  const rows = KINDS.flatMap((kind) => {
    const address = addressOf(snapshot, kind)
    return address ? [{ orderId, kind, ...address }] : []
  })
  return rowsInsert(rows)
}

/** Takes away the addresses that a snapshot no longer has, but for those a person changed here. */
export async function removeMissingAddresses(
  tx: Executor,
  orderId: OrderId,
  snapshot: Addresses,
): Promise<void> {
  const missing = KINDS.filter((kind) => !addressOf(snapshot, kind))
  if (missing.length === 0) return
  const isMissing = and(eq(orderAddresses.orderId, orderId), inArray(orderAddresses.kind, missing))
  await tx.delete(orderAddresses).where(and(isMissing, isNull(orderAddresses.editedAt)))
}
