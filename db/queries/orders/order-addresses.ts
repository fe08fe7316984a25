import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orderAddresses } from '@/db/schema/orders/order-addresses'
import type { OrderId } from '@/domain/ids'
import type { OrderAddressRow } from './order-parts'

/** Saves an address edited by staff; snapshots no longer overwrite it. */
export async function saveEditedAddress(
  tx: Executor,
  orderId: OrderId,
  kind: OrderAddressRow['kind'],
  fields: Omit<
    OrderAddressRow,
    'id' | 'orderId' | 'kind' | 'emptiedFields' | 'editedAt' | 'version'
  >,
  now: Date,
): Promise<void> {
  const row = { ...fields, emptiedFields: [], editedAt: now }
  await tx
    .insert(orderAddresses)
    .values({ orderId, kind, ...row })
    .onConflictDoUpdate({
      target: [orderAddresses.orderId, orderAddresses.kind],
      set: { ...row, version: sql`${orderAddresses.version} + 1` },
    })
}
