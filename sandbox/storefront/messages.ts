import { randomUUID } from 'node:crypto'
import { type OrderMoment, orderJson } from './order-json'
import type { OrderPlan } from './plan-order'
import type { Random } from './random'
import { refundJson, unitWorth } from './refund-json'
import { financialStatusOf } from './tenders'
import { refundTransactionJson, transactionJson } from './transaction-json'

/** One webhook. */
export type Message = {
  topic: string
  payload: unknown
  /** The id of the webhook; a repeat carries the same. */
  externalId: string
  /** The id of what happened; several subscriptions tell of it under ids of their own. */
  eventId: string
  triggeredAt: Date
}

/** The gateway's payment of every tender that has one, by the tender's id. */
export type Authorizations = ReadonlyMap<number, string>

/** Everything the storefront says about an order, in the order in which it happened. */
export function storyOf(plan: OrderPlan, authorizations: Authorizations): Message[] {
  const { facts, tenders, trouble } = plan
  const status = financialStatusOf(tenders.map(({ tender }) => tender))
  const start: OrderMoment = {
    lines: plan.lines,
    updatedAt: facts.placedAt,
    financialStatus: status,
    tags: 'sandbox',
    canceledAt: null,
    refunds: [],
  }
  const placed = [
    message('orders/create', orderJson(facts, start), facts.placedAt),
    ...tenders
      .filter(({ tender }) => tender.kind !== 'bank_deposit')
      .map((_, index) => transactionMessage(plan, authorizations, index, facts.placedAt)),
  ]
  if (trouble === 'canceled_at_once') return [...placed, cancellation(plan, start)]
  if (trouble === 'refund_before_order') return [...refund(plan, start), ...placed]
  return [...placed, ...laterPayment(plan, authorizations, start), ...update(plan, start)]
}

/** The same messages as they may arrive: in any order, some of them twice. */
export function disordered(random: Random, story: Message[]): Message[] {
  const twice = story.filter(() => random.chance(0.3))
  return random.shuffle([...story, ...twice])
}

/** Every message once more: as it was, and as another subscription would send it. */
export function repeated(story: Message[]): Message[] {
  const again = story.map((one) => ({ ...one, externalId: randomUUID() }))
  return [...story, ...again]
}

function transactionMessage(
  plan: OrderPlan,
  authorizations: Authorizations,
  index: number,
  at: Date,
): Message {
  const entry = plan.tenders[index]
  if (!entry) throw new Error(`The order has no payment ${index}`)
  const { facts } = plan
  const payload = transactionJson(entry.tender, authorizations.get(entry.id) ?? null, {
    id: entry.id,
    orderId: facts.id,
    orderName: `#${facts.number}`,
    position: index + 1,
    currency: facts.priced.market.currency,
    at,
  })
  return message('order_transactions/create', payload, at)
}

/** The bank deposit comes in, and the order is paid. */
function laterPayment(
  plan: OrderPlan,
  authorizations: Authorizations,
  start: OrderMoment,
): Message[] {
  const index = plan.tenders.findIndex(({ tender }) => tender.kind === 'bank_deposit')
  const isPaidAtOnce = start.financialStatus === 'paid'
  if (index < 0 && !isPaidAtOnce) return []
  const at = later(plan, 20)
  const paid = { ...start, updatedAt: at, financialStatus: 'paid' }
  const order = message('orders/paid', orderJson(plan.facts, paid), at)
  return index < 0 ? [order] : [transactionMessage(plan, authorizations, index, at), order]
}

function update(plan: OrderPlan, start: OrderMoment): Message[] {
  if (!plan.isUpdatedLater) return []
  const at = later(plan, 40)
  // By now a bank deposit is in; a card is still held, whatever we did with it meanwhile.
  const financialStatus = start.financialStatus === 'pending' ? 'paid' : start.financialStatus
  const moment = { ...start, updatedAt: at, financialStatus, tags: 'sandbox, seen' }
  return [message('orders/updated', orderJson(plan.facts, moment), at)]
}

function cancellation(plan: OrderPlan, start: OrderMoment): Message {
  const at = later(plan, 5)
  const moment = { ...start, updatedAt: at, financialStatus: 'voided', canceledAt: at }
  return message('orders/cancelled', orderJson(plan.facts, moment), at)
}

/** One unit of the first line is given back by the storefront itself. */
function refund(plan: OrderPlan, start: OrderMoment): Message[] {
  const { facts, lines, tenders } = plan
  const [line, entry] = [lines[0], tenders[0]]
  if (!line || !entry) throw new Error('A refund needs a line and a payment')
  const { market } = facts.priced
  const at = later(plan, 30)
  const { subtotal, tax } = unitWorth(line, market)
  const amount = market.taxesIncluded
    ? subtotal
    : { minor: subtotal.minor + tax.minor, shopMinor: subtotal.shopMinor + tax.shopMinor }
  const transaction = refundTransactionJson(entry.tender, amount, entry.id, {
    id: plan.refund.transactionId,
    orderId: facts.id,
    orderName: `#${facts.number}`,
    position: 2,
    currency: market.currency,
    at,
  })
  const payload = refundJson(
    {
      id: plan.refund.id,
      refundLineId: plan.refund.lineId,
      orderId: facts.id,
      line,
      market,
      at,
    },
    [transaction],
  )
  const moment: OrderMoment = {
    ...start,
    updatedAt: at,
    financialStatus: 'partially_refunded',
    lines: lines.map((one) => (one === line ? { ...one, removed: 1 } : one)),
    refunds: [{ json: payload, subtotal, tax }],
  }
  return [
    message('refunds/create', payload, at),
    message('orders/updated', orderJson(facts, moment), at),
  ]
}

function later(plan: OrderPlan, seconds: number): Date {
  return new Date(plan.facts.placedAt.getTime() + seconds * 1000)
}

function message(topic: string, payload: unknown, triggeredAt: Date): Message {
  return { topic, payload, triggeredAt, externalId: randomUUID(), eventId: randomUUID() }
}
