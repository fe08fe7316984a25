import { and, eq, inArray, like, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { customerMails } from '@/db/schema/customer-mails'
import { orderAddresses } from '@/db/schema/orders/order-addresses'
import { orderLines } from '@/db/schema/orders/order-lines'
import { orders } from '@/db/schema/orders/orders'
import { paymentLinks } from '@/db/schema/payment-links'
import { webhooks } from '@/db/schema/webhooks'
import type { CustomerId, StorefrontId } from '@/domain/ids'
import type { WebhookRow } from '../webhooks/webhooks'
import { redactEditedAddresses, redactNotes } from './redact-staff-text'

export type CustomerOrder = { id: string; externalId: string; name: string }

/** Returns the customer's orders and the orders the storefront lists. Either list can be empty. */
export function listOrdersToRedact(
  tx: Executor,
  storefrontId: StorefrontId,
  customerId: CustomerId | undefined,
  externalIds: readonly string[],
): Promise<CustomerOrder[]> {
  const isAffected = or(
    customerId ? eq(orders.customerId, customerId) : undefined,
    externalIds.length > 0 ? inArray(orders.externalId, [...externalIds]) : undefined,
  )
  if (!isAffected) return Promise.resolve([])
  return tx
    .select({ id: orders.id, externalId: orders.externalId, name: orders.name })
    .from(orders)
    .where(and(eq(orders.storefrontId, storefrontId), isAffected))
    .orderBy(orders.externalId)
}

/** Erases an order's personal data; keeps amounts, items and countries for the books. */
export async function redactOrder(tx: Executor, order: CustomerOrder): Promise<void> {
  await tx
    .update(orders)
    .set({
      customerName: '',
      email: null,
      phone: null,
      customerNote: null,
      partsDigest: '',
      searchText: `${order.name} ${order.externalId}`.toLowerCase(),
      updatedAt: sql`now()`,
      version: sql`${orders.version} + 1`,
    })
    .where(eq(orders.id, order.id))
  await redactAddresses(tx, order)
  await tx.update(orderLines).set({ properties: [] }).where(eq(orderLines.orderId, order.id))
  await tx
    .update(customerMails)
    .set({ recipient: '', body: null })
    .where(eq(customerMails.orderId, order.id))
  await tx
    .update(paymentLinks)
    .set({ recipient: '', message: '' })
    .where(eq(paymentLinks.orderId, order.id))
  await redactNotes(tx, order.id)
  await redactEditedAddresses(tx, order.id)
}

async function redactAddresses(tx: Executor, order: CustomerOrder): Promise<void> {
  await tx
    .update(orderAddresses)
    .set({
      name: '',
      company: null,
      address1: '',
      address2: null,
      city: '',
      province: null,
      provinceCode: null,
      postalCode: null,
      phone: null,
      emptiedFields: [],
      version: sql`${orderAddresses.version} + 1`,
    })
    .where(eq(orderAddresses.orderId, order.id))
}

/** Returns stored webhooks about a customer or their orders, or that contain the customer's ID. */
export function listWebhooksToRedact(
  tx: Executor,
  storefrontId: StorefrontId,
  externalOrderIds: readonly string[],
  customerExternalId: string | null,
): Promise<Pick<WebhookRow, 'id' | 'topic' | 'body'>[]> {
  const { id, topic, body, resourceId, externalOrderId } = webhooks
  const ids = [...externalOrderIds]
  const ofOrders =
    ids.length > 0
      ? or(inArray(externalOrderId, ids), and(like(topic, 'orders/%'), inArray(resourceId, ids)))
      : undefined
  const ofCustomer =
    customerExternalId === null
      ? undefined
      : and(
          like(topic, 'customers/%'),
          or(
            eq(resourceId, customerExternalId),
            // Privacy requests have no resource ID; the body contains the customer's ID.
            sql`position(convert_to(${customerExternalId}, 'UTF8') in ${body}) > 0`,
          ),
        )
  const isAffected = or(ofOrders, ofCustomer)
  if (!isAffected) return Promise.resolve([])
  return tx
    .select({ id, topic, body })
    .from(webhooks)
    .where(and(eq(webhooks.storefrontId, storefrontId), isAffected))
    .orderBy(id)
    .for('no key update')
}

export async function saveRedactedBody(tx: Executor, id: string, body: Buffer): Promise<void> {
  await tx.update(webhooks).set({ body }).where(eq(webhooks.id, id))
}
