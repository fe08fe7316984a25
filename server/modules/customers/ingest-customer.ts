import { saveCustomer } from '@/db/queries/customers/customers'
import { mapCustomerPayload } from '@/server/adapters/shopify/payload/map-order'
import type { CustomerPayload } from '@/server/adapters/shopify/payload/order-payload'
import { type Ingest, momentOf, processed, type Verdict } from '../orders/ingest'

/**
 * Brings what a storefront says of a customer into the tables. Orders keep the name and the
 * address that they were placed with.
 */
export async function ingestCustomer(
  { uow, storefront, webhook }: Ingest,
  payload: CustomerPayload,
): Promise<Verdict> {
  const customer = mapCustomerPayload(payload, { updatedAt: momentOf(webhook), locale: null })
  const { wasSaved } = await saveCustomer(uow.tx, storefront.id, customer)
  if (wasSaved) return processed()
  const reason = 'A newer version was there already, or the customer was erased.'
  return { status: 'superseded', reason }
}
