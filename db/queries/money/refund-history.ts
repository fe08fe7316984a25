import { and, eq, gt, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'
import { paymentTransactions } from '@/db/schema/payments'
import { resolutions } from '@/db/schema/resolutions'
import type { CustomerId, OrderId, StaffId, StorefrontId } from '@/domain/ids'
import { sumOf } from '../sql/sum-of'

/** Statuses that count toward the limits. */
const COUNTED = ['requested', 'pending', 'succeeded', 'incomplete'] as const

type Customer = { customerId: CustomerId | null; email: string | null; storefrontId: StorefrontId }

/** Filters a customer's orders: by account, else by email address. */
function ofCustomer({ customerId, email, storefrontId }: Customer): SQL | undefined {
  if (customerId) return eq(orders.customerId, customerId)
  if (!email) return undefined
  return and(
    eq(sql`lower(${orders.email})`, email.toLowerCase()),
    eq(orders.storefrontId, storefrontId),
  )
}

/**
 * Returns a customer's refunds since a time, in the shop's currency; excludes orders in another shop
 * currency. `withRequests` includes requests that await approval.
 */
export async function sumCustomerRefunds(
  tx: Executor,
  customer: Customer & { orderId: OrderId; shopCurrency: string },
  since: Date,
  withRequests: boolean,
): Promise<bigint> {
  const whose = ofCustomer(customer) ?? eq(orders.id, customer.orderId)
  const filter = and(whose, eq(orders.shopCurrency, customer.shopCurrency))
  const { kind, amountShopMinor } = paymentTransactions
  const net = sql`case when ${kind} = 'reversal' then -${amountShopMinor} else ${amountShopMinor} end`
  const [refunded] = await tx
    .select({ sum: sumOf(net) })
    .from(paymentTransactions)
    .innerJoin(orders, eq(orders.id, paymentTransactions.orderId))
    .where(
      and(
        filter,
        inArray(kind, ['refund', 'reversal']),
        ne(paymentTransactions.status, 'failed'),
        gt(paymentTransactions.at, since),
      ),
    )
  if (!withRequests) return refunded?.sum ?? 0n
  const [requested] = await tx
    .select({ sum: sumOf(resolutions.totalShopMinor) })
    .from(resolutions)
    .innerJoin(orders, eq(orders.id, resolutions.orderId))
    .where(and(filter, eq(resolutions.kind, 'refund'), eq(resolutions.status, 'requested')))
  return (refunded?.sum ?? 0n) + (requested?.sum ?? 0n)
}

/** Returns the refunds that a user issued or requested since a time, in one shop currency. */
export async function sumPersonRefunds(
  tx: Executor,
  staffId: StaffId,
  shopCurrency: string,
  since: Date,
): Promise<bigint> {
  const [row] = await tx
    .select({ sum: sumOf(resolutions.totalShopMinor) })
    .from(resolutions)
    .where(
      and(
        eq(resolutions.requestedById, staffId),
        eq(resolutions.kind, 'refund'),
        // A reversal only changes the form of an earlier refund.
        isNull(resolutions.reversesGiftCardId),
        eq(resolutions.shopCurrency, shopCurrency),
        gt(resolutions.at, since),
        inArray(resolutions.status, [...COUNTED]),
      ),
    )
  return row?.sum ?? 0n
}

/** Takes advisory locks until the commit: serializes refunds that count toward the same limits. */
export async function lockRefundLimits(tx: Executor, names: string[]): Promise<void> {
  for (const name of names) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
  }
}
