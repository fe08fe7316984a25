import { join } from 'node:path'
import { type Journal, openJournal } from '../journal'

/** A payment intent. Amounts are integers in Stripe's unit of the currency. */
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
  /** Maximum number of completed checkouts; null if unlimited. */
  limit: number | null
  /** The metadata of every payment made through the link. */
  intentMetadata: Record<string, string>
}

/** A completed checkout. */
export type CheckoutSession = { id: string; linkId: string; intentId: string }

/** An idempotency key, with the number of requests (`asked`) and of money movements (`applied`). */
export type Key = {
  key: string
  action: string
  intentId: string
  asked: number
  applied: number
  reply?: { fingerprint: string; status: number; json: unknown }
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
  /** Number of requests per action and payment, by `action intent`. */
  attempts: Map<string, number>
  append: Journal<StripeEvent>['append']
  close(): void
}

/** Rebuilds the gateway's state from its journal. */
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
    countRequest(tables, event)
    return
  }
  if (event.type === 'hidden') {
    countAttempt(tables, `${event.look} ${event.intentId}`)
    return
  }
  const key = tables.keys.get(event.key)
  if (!key) throw new Error(`The gateway's journal has a reply to unknown key ${event.key}`)
  if (event.type === 'answered') {
    key.reply = { fingerprint: event.fingerprint, status: event.status, json: event.json }
    return
  }
  key.applied += 1
  applyChange(tables, event)
}

type ChangeEvent = Exclude<StripeEvent, { type: 'asked' | 'hidden' | 'answered' }>

function applyChange(tables: Tables, event: ChangeEvent): void {
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
  if (!intent) throw new Error(`The gateway's journal changes unknown payment ${event.intentId}`)
  if (event.type === 'captured') {
    intent.status = 'succeeded'
    // Added, not set, so that a payment captured twice would show twice its amount.
    intent.received += event.amount
  } else {
    intent.status = 'canceled'
    intent.cancellationReason = event.reason
  }
}

function countRequest(tables: Tables, event: Extract<StripeEvent, { type: 'asked' }>): void {
  const { key: name, action, intentId } = event
  const key = tables.keys.get(name) ?? { key: name, action, intentId, asked: 0, applied: 0 }
  key.asked += 1
  tables.keys.set(name, key)
  countAttempt(tables, `${action} ${intentId}`)
}

function countAttempt({ attempts }: Tables, attempt: string): void {
  attempts.set(attempt, (attempts.get(attempt) ?? 0) + 1)
}
