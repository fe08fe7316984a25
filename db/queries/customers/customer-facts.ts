import { type SQL, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'
import type { CustomerId, OrderId, StorefrontId } from '@/domain/ids'

/** Identifies a customer: by account, or by email address for a guest. */
export type CustomerKey = {
  customerId: CustomerId | null
  email: string | null
  storefrontId: StorefrontId
}

const MAX_ORDERS = 100

/** Filters a customer's orders; undefined for a guest without an email address. */
function ofCustomer({ customerId, email, storefrontId }: CustomerKey): SQL | undefined {
  if (customerId) return sql`customer_id = ${customerId}`
  if (!email) return undefined
  return sql`lower(email) = ${email.toLowerCase()} and storefront_id = ${storefrontId}`
}

/** Returns the customer key of an order; undefined when the order doesn't exist. */
export async function findCustomerKey(
  orderId: OrderId,
): Promise<(CustomerKey & { orderId: OrderId }) | undefined> {
  const [row] = await getDb()
    .select({
      orderId: orders.id,
      customerId: orders.customerId,
      email: orders.email,
      storefrontId: orders.storefrontId,
    })
    .from(orders)
    .where(sql`id = ${orderId}`)
  return row
}

/** Returns up to `limit` orders of a customer, newest first, without the order `without`. */
export function listCustomerOrders(key: CustomerKey, limit = MAX_ORDERS, without?: string) {
  const whose = ofCustomer(key) ?? sql`false`
  const others = without ? sql` and id <> ${without}` : sql``
  return getDb()
    .select({
      id: orders.id,
      name: orders.name,
      placedAt: orders.placedAt,
      status: orders.status,
      paymentStatus: orders.paymentStatus,
      fulfillmentStatus: orders.fulfillmentStatus,
      currency: orders.currency,
      totalMinor: orders.totalMinor,
    })
    .from(orders)
    .where(sql`${whose}${others}`)
    .orderBy(sql`placed_at desc, id desc`)
    .limit(limit)
}

export type CustomerFacts = {
  orderCount: number
  /** Captures minus refunds, and refunds of the last 90 days, by shop currency. */
  money: { currency: string; valueMinor: bigint; refundedMinor: bigint }[]
  refunds: number
  reshipments: number
  openExceptions: number
}

/** Returns a customer's totals; refunds and reshipments count the last 90 days. */
export async function getCustomerFacts(
  key: CustomerKey,
  tx: Executor = getDb(),
): Promise<CustomerFacts> {
  const whose = ofCustomer(key)
  if (!whose) return { orderCount: 0, money: [], refunds: 0, reshipments: 0, openExceptions: 0 }
  const theirs = sql`(select id from orders where ${whose})`
  const [counts, money] = await Promise.all([
    tx.execute<Record<'orders' | 'refunds' | 'reshipments' | 'exceptions', number>>(sql`
      select (select count(*)::int from orders where ${whose}) as orders,
        (select count(*)::int from resolutions where order_id in ${theirs} and kind = 'refund'
          and status in ('pending', 'succeeded', 'incomplete') and at > now() - interval '90 days') as refunds,
        (select count(*)::int from resolutions where order_id in ${theirs} and kind = 'reshipment'
          and status in ('pending', 'succeeded', 'incomplete') and at > now() - interval '90 days') as reshipments,
        (select count(*)::int from exceptions where order_id in ${theirs}
          and status not in ('resolved', 'ignored')) as exceptions`),
    tx.execute<Record<'currency' | 'value' | 'refunded', string>>(sql`
      select p.shop_currency as currency,
        sum(p.captured_shop_minor - p.refunded_shop_minor)::text as value,
        coalesce(sum(r.refunded), 0)::text as refunded
      from payments p left join lateral (
        select sum(amount_shop_minor) as refunded from payment_transactions
        where payment_id = p.id and kind = 'refund' and status <> 'failed'
          and at > now() - interval '90 days') r on true
      where p.order_id in ${theirs} group by p.shop_currency order by p.shop_currency`),
  ])
  const [count] = counts
  return {
    orderCount: count?.orders ?? 0,
    refunds: count?.refunds ?? 0,
    reshipments: count?.reshipments ?? 0,
    openExceptions: count?.exceptions ?? 0,
    money: Array.from(money, ({ currency, value, refunded }) => ({
      currency,
      valueMinor: BigInt(value),
      refundedMinor: BigInt(refunded),
    })),
  }
}
