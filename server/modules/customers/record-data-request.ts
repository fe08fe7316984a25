import { findCustomer } from '@/db/queries/customers/customers'
import { listOrdersToRedact } from '@/db/queries/customers/redactions'
import { customerDataRequested, orderDataRequested } from '@/domain/events/customer-events'
import type { DataRequestPayload } from '@/server/adapters/shopify/payload/privacy'
import { type Ingest, processed, type Verdict } from '../orders/ingest'

/**
 * Notes that a customer wants to know what is held about them (GDPR, article 15): in the audit
 * log, and on the timeline of each of their orders, where the people who answer will see it.
 */
export async function recordDataRequest(
  { uow, storefront }: Ingest,
  payload: DataRequestPayload,
): Promise<Verdict> {
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
