import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { AddressSnapshot } from '@/server/domain/order-snapshot'
import type { Executor } from '../client'
import { orderAddresses } from '../schema/orders'

const isUntouched = isNull(orderAddresses.editedAt)

/** Stores an address as a snapshot shows it. What a person changed here is left alone. */
export async function saveOrderAddress(
  tx: Executor,
  orderId: string,
  kind: 'shipping' | 'billing',
  address: AddressSnapshot | null,
): Promise<void> {
  if (!address) {
    const isThis = and(eq(orderAddresses.orderId, orderId), eq(orderAddresses.kind, kind))
    await tx.delete(orderAddresses).where(and(isThis, isUntouched))
    return
  }
  await tx
    .insert(orderAddresses)
    .values({ orderId, kind, ...address })
    .onConflictDoUpdate({
      target: [orderAddresses.orderId, orderAddresses.kind],
      set: { ...address, version: sql`${orderAddresses.version} + 1` },
      setWhere: sql`${isUntouched} and ${isChanged(address)}`,
    })
}

/** The same address again must not refuse the edit that a person has open. */
function isChanged({ emptiedFields, ...fields }: AddressSnapshot): SQL {
  const columns = (Object.keys(fields) as (keyof typeof fields)[]).map(
    (key) => sql`${orderAddresses[key]} is distinct from ${fields[key]}`,
  )
  const emptied = sql`${orderAddresses.emptiedFields} is distinct from ${sql.param(emptiedFields, orderAddresses.emptiedFields)}`
  return sql`(${sql.join([...columns, emptied], sql` or `)})`
}
