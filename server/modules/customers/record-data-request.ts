import { findCustomer } from '@/db/queries/customers/customers'
import { listOrdersToRedact } from '@/db/queries/customers/redactions'
import { customerDataRequested, orderDataRequested } from '@/domain/events/customer-events'
import type { DataRequestPayload } from '@/server/adapters/shopify/payload/privacy'
import { type Ingest, processed, type WebhookOutcome } from '../orders/ingest'

/**
 * Records a customer's request for their data (GDPR, article 15) in the audit log and on the timeline
 * of each of their orders, for the staff who will answer it.
 */
export async function recordDataRequest(
  { uow, storefront }: Ingest,
  payload: DataRequestPayload,
): Promise<WebhookOutcome> {
  const { customer, orders_requested: named, data_request: request } = payload
  const known = customer.id ? await findCustomer(uow.tx, storefront.id, customer.id) : undefined
  const orders = await listOrdersToRedact(uow.tx, storefront.id, known?.id, named)
  const data = { externalId: customer.id, requestExternalId: request?.id ?? null }
  for (const order of orders) uow.record(orderDataRequested({ orderId: order.id, ...data }))
  uow.record(
    customerDataRequested({
      customerId: known?.id ?? customer.id ?? '',
      ...data,
      orders: orders.map(({ id }) => id),
      ordersNamed: named,
    }),
  )
  return processed()
}
