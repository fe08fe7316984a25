import { listOrderAddresses, listOrderLines } from '@/db/queries/orders/order-parts'
import { saveOrderFacts } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import { searchTextOf } from '@/domain/text/search-text'
import type { UnitOfWork } from '@/server/unit-of-work'

type Named = Pick<OrderRow, 'id' | 'name' | 'externalId' | 'customerName' | 'email' | 'phone'>

/** Updates an order's search text and shipping country from its rows. */
export async function refreshSearchText({ tx }: UnitOfWork, order: Named): Promise<void> {
  const [lines, addresses] = await Promise.all([
    listOrderLines(tx, order.id),
    listOrderAddresses(tx, order.id),
  ])
  await saveOrderFacts(tx, order.id, {
    searchText: searchTextOf({ ...order, lines, addresses }),
    shippingCountry: addresses.find(({ kind }) => kind === 'shipping')?.countryCode ?? '',
  })
}
