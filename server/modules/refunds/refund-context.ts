import { createHash } from 'node:crypto'
import type { Executor } from '@/db/client'
import { sumCustomerRefunds, sumPersonRefunds } from '@/db/queries/money/refund-history'
import type { OrderRow } from '@/db/queries/orders/orders'
import { RefundError } from '@/domain/refund/refund-error'
import { describeRefundState, type RefundFacts } from '@/domain/refund/refund-facts'
import type { RefundHistory } from '@/domain/refund/refund-limits'
import { AppError } from '@/server/errors'
import type { Person } from '@/server/require-person'

const DAY_MS = 24 * 60 * 60 * 1000

/** Changes whenever something happens to the order that a refund depends on. */
export function revisionOf(facts: RefundFacts): string {
  return createHash('sha256').update(describeRefundState(facts)).digest('base64url').slice(0, 22)
}

/** The same for the same request of the same person. */
export function hashRequest(person: Person, kind: string, input: object): string {
  return createHash('sha256')
    .update(JSON.stringify([person.id, kind, input]))
    .digest('hex')
}

/** What the limits count, in the shop's currency. */
export async function readRefundHistory(
  tx: Executor,
  order: OrderRow,
  facts: RefundFacts,
  person: Person,
  now: Date,
): Promise<RefundHistory> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const [customer30DaysMinor, person24HoursMinor] = await Promise.all([
    sumCustomerRefunds(tx, customerOf(order), ago(30), true),
    sumPersonRefunds(tx, person.id, order.shopCurrency, ago(1)),
  ])
  const orderMinor = facts.tenders.reduce((sum, tender) => sum + tender.refundedShopMinor, 0n)
  return { orderMinor, customer30DaysMinor, person24HoursMinor }
}

/** What this customer got back in 90 days, in the shop's currency. */
export function sumRefundsOf90Days(tx: Executor, order: OrderRow, now: Date): Promise<bigint> {
  return sumCustomerRefunds(tx, customerOf(order), new Date(now.getTime() - 90 * DAY_MS), false)
}

/** What the limits are counted by: two refunds that share one of these wait for each other. */
export function limitLocks(order: OrderRow, person: Person): string[] {
  const customer = order.customerId ?? order.email?.toLowerCase() ?? order.id
  return [`refund-person:${person.id}`, `refund-customer:${customer}`]
}

const customerOf = (order: OrderRow) => ({ ...order, orderId: order.id })

/** Runs a calculation; what the rules refuse becomes an answer to the person who asked. */
export function refusing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RefundError) throw new AppError('bad_input', error.message)
    throw error
  }
}
