import type { Executor } from '@/db/client'
import {
  lockRefundLimits,
  sumCustomerRefunds,
  sumPersonRefunds,
} from '@/db/queries/money/refund-history'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { RefundFacts } from '@/domain/refund/refund-facts'
import {
  approvalReasons,
  type LimitState,
  type RefundHistory,
  refundLimits,
} from '@/domain/refund/refund-limits'
import type { Person } from '@/server/require-person'
import { getRefundLimits } from '../admin/get-refund-limits'

const DAY_MS = 24 * 60 * 60 * 1000

export type RefundRequester = { order: OrderRow; facts: RefundFacts; person: Person }

/**
 * Returns each refund limit of the requester with its usage, and the reasons for approval by a
 * second user; no reasons: no approval needed. Call `lockLimits` first when the result is binding.
 */
export async function evaluateApproval(
  tx: Executor,
  { order, facts, person }: RefundRequester,
  totalShopMinor: bigint,
  now: Date,
): Promise<{ states: LimitState[]; approvalReasons: string[] }> {
  const [limits, history] = await Promise.all([
    getRefundLimits(tx, person.role, order.shopCurrency),
    loadRefundHistory(tx, { order, facts, person }, now),
  ])
  const states = refundLimits(limits, totalShopMinor, history)
  return { states, approvalReasons: approvalReasons(states, order.shopCurrency) }
}

/** Serializes refunds that count toward the same user's or customer's limits, until the commit. */
export function lockLimits(tx: Executor, order: OrderRow, person: Person): Promise<void> {
  const customer = order.customerId ?? order.email?.toLowerCase() ?? order.id
  return lockRefundLimits(tx, [`refund-person:${person.id}`, `refund-customer:${customer}`])
}

/** Returns the customer's refunds of the last 90 days, in minor units of the shop's currency. */
export function sumRefundsLast90Days(tx: Executor, order: OrderRow, now: Date): Promise<bigint> {
  return sumCustomerRefunds(tx, customerOf(order), daysBefore(now, 90), false)
}

/** Returns the amounts that count toward the limits, in minor units of the shop's currency. */
async function loadRefundHistory(
  tx: Executor,
  { order, facts, person }: RefundRequester,
  now: Date,
): Promise<RefundHistory> {
  const [customer30DaysMinor, person24HoursMinor] = await Promise.all([
    sumCustomerRefunds(tx, customerOf(order), daysBefore(now, 30), true),
    sumPersonRefunds(tx, person.id, order.shopCurrency, daysBefore(now, 1)),
  ])
  const orderMinor = facts.tenders.reduce((sum, tender) => sum + tender.refundedShopMinor, 0n)
  return { orderMinor, customer30DaysMinor, person24HoursMinor }
}

const customerOf = (order: OrderRow) => ({ ...order, orderId: order.id })

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)
