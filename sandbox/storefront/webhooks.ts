import { randomUUID } from 'node:crypto'
import { addAmounts } from '@/domain/order/order-snapshot'
import { type OrderMoment, orderJson } from './order-json'
import type { OrderPlan } from './plan-order'
import type { Random } from './random'
import { refundJson, unitRefund } from './refund-json'
import { financialStatusOf } from './tenders'
import { refundTransactionJson, transactionJson } from './transaction-json'

/** A webhook of the storefront. */
export type Webhook = {
  topic: string
  payload: unknown
  /** The webhook's ID; a retry has the same ID. */
  externalId: string
  /** The event's ID; each subscription sends the event in a webhook with a different ID. */
  eventId: string
  triggeredAt: Date
}

/** Payment intent IDs of the card tenders, by tender ID. */
export type Authorizations = ReadonlyMap<number, string>

/** Builds all webhooks of an order, in chronological order. */
export function buildWebhooks(plan: OrderPlan, authorizations: Authorizations): Webhook[] {
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
    createWebhook('orders/create', orderJson(facts, start), facts.placedAt),
    ...tenders
      .filter(({ tender }) => tender.kind !== 'bank_deposit')
      .map((_, index) => transactionWebhook(plan, authorizations, index, facts.placedAt)),
  ]
  if (trouble === 'canceled_at_once') return [...placed, cancellation(plan, start)]
  if (trouble === 'refund_before_order') return [...refundWebhooks(plan, start), ...placed]
  return [...placed, ...laterPayment(plan, authorizations, start), ...update(plan, start)]
}

/** Shuffles webhooks and repeats some of them. */
export function shuffleWebhooks(random: Random, webhooks: Webhook[]): Webhook[] {
  const retries = webhooks.filter(() => random.chance(0.3))
  return random.shuffle([...webhooks, ...retries])
}

/** Repeats every webhook: once unchanged, and once as another subscription would send it. */
export function duplicateWebhooks(webhooks: Webhook[]): Webhook[] {
  const fromOtherSubscription = webhooks.map((webhook) => ({
    ...webhook,
    externalId: randomUUID(),
  }))
  return [...webhooks, ...fromOtherSubscription]
}

function transactionWebhook(
  plan: OrderPlan,
  authorizations: Authorizations,
  index: number,
  at: Date,
): Webhook {
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
  return createWebhook('order_transactions/create', payload, at)
}

/** Builds the webhooks of a later payment: a bank deposit, or `orders/paid`. */
function laterPayment(
  plan: OrderPlan,
  authorizations: Authorizations,
  start: OrderMoment,
): Webhook[] {
  const index = plan.tenders.findIndex(({ tender }) => tender.kind === 'bank_deposit')
  const isPaidAtCheckout = start.financialStatus === 'paid'
  if (index < 0 && !isPaidAtCheckout) return []
  const at = later(plan, 20)
  const paid = { ...start, updatedAt: at, financialStatus: 'paid' }
  const order = createWebhook('orders/paid', orderJson(plan.facts, paid), at)
  return index < 0 ? [order] : [transactionWebhook(plan, authorizations, index, at), order]
}

function update(plan: OrderPlan, start: OrderMoment): Webhook[] {
  if (!plan.isUpdatedLater) return []
  const at = later(plan, 40)
  // A bank deposit has arrived by now. Cards stay `authorized`: the shop does not see our captures.
  const financialStatus = start.financialStatus === 'pending' ? 'paid' : start.financialStatus
  const moment = { ...start, updatedAt: at, financialStatus, tags: 'sandbox, seen' }
  return [createWebhook('orders/updated', orderJson(plan.facts, moment), at)]
}

function cancellation(plan: OrderPlan, start: OrderMoment): Webhook {
  const at = later(plan, 5)
  const moment = { ...start, updatedAt: at, financialStatus: 'voided', canceledAt: at }
  return createWebhook('orders/cancelled', orderJson(plan.facts, moment), at)
}

/** Builds the webhooks of a refund in the storefront of one unit of the first line. */
function refundWebhooks(plan: OrderPlan, start: OrderMoment): Webhook[] {
  const { facts, lines, tenders } = plan
  const [line, entry] = [lines[0], tenders[0]]
  if (!line || !entry) throw new Error('A refund needs a line and a payment')
  const { market } = facts.priced
  const at = later(plan, 30)
  const { subtotal, tax } = unitRefund(line, market)
  const amount = market.taxesIncluded ? subtotal : addAmounts([subtotal, tax])
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
    lines: lines.map((other) => (other === line ? { ...line, removed: 1 } : other)),
    refunds: [{ json: payload, subtotal, tax }],
  }
  return [
    createWebhook('refunds/create', payload, at),
    createWebhook('orders/updated', orderJson(facts, moment), at),
  ]
}

function later(plan: OrderPlan, seconds: number): Date {
  return new Date(plan.facts.placedAt.getTime() + seconds * 1000)
}

function createWebhook(topic: string, payload: unknown, triggeredAt: Date): Webhook {
  return { topic, payload, triggeredAt, externalId: randomUUID(), eventId: randomUUID() }
}
