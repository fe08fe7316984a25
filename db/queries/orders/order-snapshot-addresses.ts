import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { Executor } from '@/db/client'
import type { BoundStatement } from '@/db/prepared-statement'
import { orderAddresses } from '@/db/schema/orders/order-addresses'
import type { OrderId } from '@/domain/ids'
import {
  ADDRESS_PARTS,
  type AddressSnapshot,
  type OrderSnapshot,
} from '@/domain/order/order-snapshot'
import { preparedInsert } from '../sql/prepared-insert'

type Addresses = Pick<OrderSnapshot, 'shippingAddress' | 'billingAddress'>

const KINDS = ['shipping', 'billing'] as const

const addressOf = (snapshot: Addresses, kind: (typeof KINDS)[number]): AddressSnapshot | null =>
  snapshot[`${kind}Address`]

const COLUMNS = [...ADDRESS_PARTS, 'emptiedFields'].map(toSnakeCase)

/**
 * Skips addresses edited by staff, and unchanged ones, whose version must not change while a user
 * is editing.
 */
const SHOW_NEWER = sql.raw(`on conflict (order_id, kind) do update
  set ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')},
    version = order_addresses.version + 1
  where order_addresses.edited_at is null and (
    ${COLUMNS.map((name) => `order_addresses.${name} is distinct from excluded.${name}`).join(' or ')})`)

const rowsInsert = preparedInsert(orderAddresses, SHOW_NEWER)

/** Returns the inserts of a snapshot's addresses. */
export function addressesInsert(orderId: OrderId, snapshot: Addresses): BoundStatement | undefined {
  const rows = KINDS.flatMap((kind) => {
    const address = addressOf(snapshot, kind)
    return address ? [{ orderId, kind, ...address }] : []
  })
  return rowsInsert.withRows(rows)
}

/** Deletes addresses that the snapshot no longer has, except those edited by staff. */
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
