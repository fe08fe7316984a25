import { findOrAddCustomer, redactCustomer as redactRow } from '@/db/queries/customers/customers'
import {
  listOrdersToRedact,
  listWebhooksToRedact,
  redactOrder,
  saveRedactedBody,
} from '@/db/queries/customers/redactions'
import { lockOrderKey } from '@/db/queries/webhooks/webhooks'
import { customerErased, orderCustomerErased } from '@/domain/events/customer-events'
import type { RedactionPayload } from '@/server/adapters/shopify/payload/privacy'
import { redactPayload } from '@/server/adapters/shopify/payload/redact-payload'
import { type Ingest, processed, type WebhookOutcome } from '../orders/ingest'

/**
 * Erases a customer on the storefront's request (GDPR, article 17): the customer's row, the names,
 * addresses, notes and properties of their orders, and the same in stored webhooks. Items and amounts
 * stay, because the books must be kept. An unknown customer is saved as erased, so that webhooks that
 * arrive later are redacted too.
 */
export async function redactCustomer(
  { uow, storefront, webhook }: Ingest,
  payload: RedactionPayload,
): Promise<WebhookOutcome> {
  const { tx } = uow
  const { customer, orders_to_redact: named } = payload
  const known = customer.id ? await findOrAddCustomer(tx, storefront.id, customer.id) : undefined
  const listed = await listOrdersToRedact(tx, storefront.id, known?.id, named)
  const keys = new Set([...named, ...listed.map((order) => order.externalId)])
  for (const key of [...keys].sort()) await lockOrderKey(tx, storefront.id, key)
  const orders = await listOrdersToRedact(tx, storefront.id, known?.id, named)
  for (const order of orders) {
    await redactOrder(tx, order)
    uow.record(orderCustomerErased({ orderId: order.id }))
  }
  if (known) await redactRow(tx, known.id, uow.now)
  const webhooks = await listWebhooksToRedact(tx, storefront.id, [...keys], customer.id)
  const isListed = webhooks.some(({ id }) => id === webhook.id)
  for (const { id, topic, body } of isListed ? webhooks : [...webhooks, webhook])
    await saveRedactedBody(tx, id, redactPayload(body, topic.startsWith('customers/')))
  uow.record(
    customerErased({
      customerId: known?.id ?? customer.id ?? '',
      externalId: customer.id,
      orders: orders.map(({ id }) => id),
      messages: webhooks.length,
    }),
  )
  return processed()
}
