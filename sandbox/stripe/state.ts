import { join } from 'node:path'
import { type Journal, openJournal } from '../journal'

/** Amounts are integers in Stripe's own unit of the currency, as its API has them. */
export type Intent = {
  id: string
  amount: number
  currency: string
  status: 'requires_capture' | 'succeeded' | 'canceled'
  received: number
  cancellationReason: string | null
  paymentMethod: string
  metadata: Record<string, string>
  createdAt: number
}

export type Refund = {
  id: string
  intentId: string
  amount: number
  status: 'succeeded' | 'pending' | 'failed'
  failureReason: string | null
  metadata: Record<string, string>
  createdAt: number
}

export type Price = { id: string; amount: number; currency: string; name: string }

export type PaymentLink = {
  id: string
  priceId: string
  isActive: boolean
  /** How many checkouts of it may be paid; null: any number. */
  limit: number | null
  /** What every payment made by it is marked with. */
  intentMetadata: Record<string, string>
}

/** A checkout that was paid. */
export type CheckoutSession = { id: string; linkId: string; intentId: string }

/** An idempotency key: how often it was asked and how often money moved under it. */
export type Key = {
  key: string
  action: string
  intentId: string
  asked: number
  applied: number
  answer?: { fingerprint: string; status: number; json: unknown }
}

export type StripeEvent =
  | { type: 'created'; intent: Intent; key: string }
  | { type: 'captured'; intentId: string; amount: number; key: string }
  | { type: 'canceled'; intentId: string; reason: string; key: string }
  | { type: 'refunded'; refund: Refund; key: string }
  | { type: 'priced'; price: Price; key: string }
  | { type: 'linked'; link: PaymentLink; key: string }
  | { type: 'link_set'; linkId: string; isActive: boolean; key: string }
  | { type: 'checked_out'; session: CheckoutSession; key: string }
  | { type: 'asked'; key: string; action: string; intentId: string }
  | { type: 'hidden'; look: string; intentId: string }
  | { type: 'answered'; key: string; fingerprint: string; status: number; json: unknown }

export type StripeState = {
  intents: Map<string, Intent>
  /** By payment, oldest first. */
  refunds: Map<string, Refund[]>
  prices: Map<string, Price>
  links: Map<string, PaymentLink>
  /** By payment link, oldest first. */
  sessions: Map<string, CheckoutSession[]>
  keys: Map<string, Key>
  /** How often an action on a payment was asked, by `action intent`. */
  attempts: Map<string, number>
  append: Journal<StripeEvent>['append']
  close(): void
}

/** Everything the gateway knows, rebuilt from its journal. */
export function openStripeState(folder: string): StripeState {
  const intents = new Map<string, Intent>()
  const refunds = new Map<string, Refund[]>()
  const keys = new Map<string, Key>()
  const attempts = new Map<string, number>()
  const tables: Tables = {
    intents,
    refunds,
    keys,
    attempts,
    prices: new Map(),
    links: new Map(),
    sessions: new Map(),
  }
  const journal = openJournal<StripeEvent>(join(folder, 'stripe.jsonl'), (event) =>
    apply(tables, event),
  )
  return { ...tables, append: journal.append, close: journal.close }
}

type Tables = Omit<StripeState, 'append' | 'close'>

function apply(tables: Tables, event: StripeEvent): void {
  if (event.type === 'asked') {
    countAsked(tables, event)
    return
  }
  if (event.type === 'hidden') {
    countAttempt(tables, `${event.look} ${event.intentId}`)
    return
  }
  const key = tables.keys.get(event.key)
  if (!key) throw new Error(`The gateway's journal answers key ${event.key} before it was asked`)
  if (event.type === 'answered') {
    key.answer = { fingerprint: event.fingerprint, status: event.status, json: event.json }
    return
  }
  key.applied += 1
  applyDone(tables, event)
}

type Done = Exclude<StripeEvent, { type: 'asked' | 'hidden' | 'answered' }>

function applyDone(tables: Tables, event: Done): void {
  const { intents, refunds, prices, links, sessions } = tables
  switch (event.type) {
    case 'created':
      intents.set(event.intent.id, event.intent)
      break
    case 'refunded':
      append(refunds, event.refund.intentId, event.refund)
      break
    case 'priced':
      prices.set(event.price.id, event.price)
      break
    case 'linked':
      links.set(event.link.id, event.link)
      break
    case 'link_set': {
      const link = links.get(event.linkId)
      if (link) link.isActive = event.isActive
      break
    }
    case 'checked_out':
      append(sessions, event.session.linkId, event.session)
      break
    default:
      applyToIntent(tables, event)
  }
}

function append<T>(lists: Map<string, T[]>, id: string, item: T): void {
  lists.set(id, [...(lists.get(id) ?? []), item])
}

function applyToIntent(
  tables: Tables,
  event: Extract<StripeEvent, { type: 'captured' | 'canceled' }>,
): void {
  const intent = tables.intents.get(event.intentId)
  if (!intent) throw new Error(`The gateway's journal moves unknown payment ${event.intentId}`)
  if (event.type === 'captured') {
    intent.status = 'succeeded'
    // Added, not set: a payment that were captured twice would show twice its amount.
    intent.received += event.amount
  } else {
    intent.status = 'canceled'
    intent.cancellationReason = event.reason
  }
}

function countAsked(tables: Tables, event: Extract<StripeEvent, { type: 'asked' }>): void {
  const { key: name, action, intentId } = event
  const key = tables.keys.get(name) ?? { key: name, action, intentId, asked: 0, applied: 0 }
  key.asked += 1
  tables.keys.set(name, key)
  countAttempt(tables, `${action} ${intentId}`)
}

function countAttempt({ attempts }: Tables, attempt: string): void {
  attempts.set(attempt, (attempts.get(attempt) ?? 0) + 1)
}
