import { saveCustomer } from '@/db/queries/customers/customers'
import { mapCustomerPayload } from '@/server/adapters/shopify/payload/map-order'
import type { CustomerPayload } from '@/server/adapters/shopify/payload/order-payload'
import { type Ingest, occurredAt, processed, type WebhookOutcome } from '../orders/ingest'

/**
 * Ingests a customer from the storefront. Orders keep the name and address they were placed with.
 */
export async function ingestCustomer(
  { uow, storefront, webhook }: Ingest,
  payload: CustomerPayload,
): Promise<WebhookOutcome> {
  const customer = mapCustomerPayload(payload, { updatedAt: occurredAt(webhook), locale: null })
  const { wasSaved } = await saveCustomer(uow.tx, storefront.id, customer)
  if (wasSaved) return processed()
  const reason = 'A newer version was already processed, or the customer was erased.'
  return { status: 'superseded', reason }
}
