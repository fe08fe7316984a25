import { setTimeout as pause } from 'node:timers/promises'
import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import { pollPaymentLinks } from '@/server/modules/payments/poll-payment-links'
import { sweepShortages } from '@/server/modules/steps/sweep-shortages'
import { authorizePayment } from '@/test/support/payments'
import { payByLink } from './payment-link'
import { type Failure, SENDER, type World } from './world'

/** Something that happens outside of Aftercart. */
export type ExternalEvent =
  | 'bank_approves'
  | 'customer_pays'
  | 'stock_arrives'
  | 'sender_is_set'
  | 'shop_knows_order'

/** Returns a function per external event that makes it happen. */
export function externalEventsOf({
  sql,
  vendorsUrl,
  settle,
}: World): Record<ExternalEvent, (failure: Failure) => Promise<unknown>> {
  return {
    bank_approves: async ({ orderId = '' }) => {
      const reference = await authorizePayment(vendorsUrl, 'ok', 3000)
      await sql`update payments set gateway_reference = ${reference} where order_id = ${orderId}`
    },
    customer_pays: async ({ orderId = '' }) => {
      await settle(orderId)
      const page = await payByLink(await linkOf(sql, orderId))
      if (!page.includes('Thank you')) throw new Error(`Unexpected payment page: ${page}`)
      await sql`update payment_links set next_poll_at = now() - interval '1 second' where order_id = ${orderId}`
      await pollPaymentLinks(0.001)
    },
    stock_arrives: async ({ orderId, sku = '' }) => {
      await settle(orderId)
      await sql`update products set on_hand = on_hand + 2 where sku = ${sku}`
      await sweepShortages()
    },
    sender_is_set: ({ orderId = '' }) =>
      sql`update storefronts set ships_from = ${sql.json(SENDER)}
        where id = (select storefront_id from orders where id = ${orderId})`,
    shop_knows_order: async ({ orderId = '' }) => {
      const [row] = await sql`select external_id from orders where id = ${orderId}`
      const lines = await sql`select external_id, quantity from order_lines
        where order_id = ${orderId}`
      const order = {
        shop: SANDBOX_SHOP,
        orderId: row?.external_id,
        lines: lines.map((line) => ({ lineId: line.external_id, quantity: line.quantity })),
      }
      const init = { method: 'POST', body: JSON.stringify(order) }
      await fetch(`${vendorsUrl}/storefront/orders`, init)
    },
  }
}

/** Waits for the order's payment link and returns its URL. */
async function linkOf(sql: World['sql'], orderId: string): Promise<string> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const [link] = await sql`select url from payment_links where order_id = ${orderId}`
    if (link?.url) return link.url
    await pause(100)
  }
  throw new Error('No payment link was created.')
}
