import { isDeepStrictEqual } from 'node:util'
import { type SavedCustomer, saveCustomer } from '@/db/queries/customers/customers'
import type { CustomerId } from '@/domain/ids'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'
import { searchTextOf } from '@/domain/text/search-text'
import type { Ingest } from '../ingest'
import { withoutErasedPerson } from './redact-erased-customer'

/**
 * Stores the customer of an order. Returns the order as it may be shown, whose it is, and what a
 * search finds it by.
 */
export async function customerColumns(
  ingest: Ingest,
  given: OrderSnapshot,
): Promise<{
  snapshot: OrderSnapshot
  columns: { customerId: CustomerId | null; searchText: string }
}> {
  const saved = await saveOnce(ingest, given)
  const snapshot = saved?.isErased ? withoutErasedPerson(given) : given
  const { shippingAddress, billingAddress } = snapshot
  const addresses = [shippingAddress, billingAddress].flatMap((address) => address ?? [])
  const searchText = searchTextOf({ ...snapshot, addresses })
  return { snapshot, columns: { customerId: saved?.id ?? null, searchText } }
}

/** The messages of one order mostly say the same of its customer. */
async function saveOnce(
  { uow, storefront, known }: Ingest,
  { customer }: OrderSnapshot,
): Promise<SavedCustomer | undefined> {
  if (!customer) return undefined
  if (isDeepStrictEqual(known.customer?.said, customer)) return known.customer?.saved
  const saved = await saveCustomer(uow.tx, storefront.id, customer)
  known.customer = { said: customer, saved }
  return saved
}
