import { saveCustomer } from '@/db/queries/customers'
import type { OrderSnapshot } from '@/server/domain/order-snapshot'
import { searchTextOf } from '@/server/domain/search-text'
import type { Ingest } from '../deliveries/ingest'

/** Whose order it is, and what a search finds it by. */
export async function customerColumns(
  { scope, storefront }: Ingest,
  snapshot: OrderSnapshot,
): Promise<{ customerId: string | null; searchText: string }> {
  const { customer, shippingAddress, billingAddress } = snapshot
  const saved = customer && (await saveCustomer(scope.tx, storefront.id, customer))
  const addresses = [shippingAddress, billingAddress].flatMap((address) => address ?? [])
  return {
    customerId: saved?.id ?? null,
    searchText: searchTextOf({ ...snapshot, addresses }),
  }
}
