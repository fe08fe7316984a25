import { isDeepStrictEqual } from 'node:util'
import { type SavedCustomer, saveCustomer } from '@/db/queries/customers/customers'
import type { CustomerId } from '@/domain/ids'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'
import { searchTextOf } from '@/domain/text/search-text'
import type { Ingest } from '../ingest'
import { redactErasedCustomer } from './redact-erased-customer'

/**
 * Saves the customer of an order. Returns the snapshot (redacted after an erasure) with the order's
 * customer and search columns.
 */
export async function customerColumns(
  ingest: Ingest,
  given: OrderSnapshot,
): Promise<{
  snapshot: OrderSnapshot
  columns: { customerId: CustomerId | null; searchText: string }
}> {
  const saved = await saveIfChanged(ingest, given)
  const snapshot = saved?.isErased ? redactErasedCustomer(given) : given
  const { shippingAddress, billingAddress } = snapshot
  const addresses = [shippingAddress, billingAddress].flatMap((address) => address ?? [])
  const searchText = searchTextOf({ ...snapshot, addresses })
  return { snapshot, columns: { customerId: saved?.id ?? null, searchText } }
}

/** Skips the save when the group's previous webhook had the same customer. */
async function saveIfChanged(
  { uow, storefront, known }: Ingest,
  { customer }: OrderSnapshot,
): Promise<SavedCustomer | undefined> {
  if (!customer) return undefined
  if (isDeepStrictEqual(known.customer?.snapshot, customer)) return known.customer?.saved
  const saved = await saveCustomer(uow.tx, storefront.id, customer)
  known.customer = { snapshot: customer, saved }
  return saved
}
