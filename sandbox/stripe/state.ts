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
  | { type: 'asked'; key: string; action: string; intentId: string }
  | { type: 'answered'; key: string; fingerprint: string; status: number; json: unknown }

export type StripeState = {
  intents: Map<string, Intent>
  /** By payment, oldest first. */
  refunds: Map<string, Refund[]>
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
  const tables = { intents, refunds, keys, attempts }
  const journal = openJournal<StripeEvent>(join(folder, 'stripe.jsonl'), (event) =>
    apply(tables, event),
  )
  return { ...tables, append: journal.append, close: journal.close }
}

type Tables = Pick<StripeState, 'intents' | 'refunds' | 'keys' | 'attempts'>

function apply(tables: Tables, event: StripeEvent): void {
  if (event.type === 'asked') {
    countAsked(tables, event)
    return
  }
  const key = tables.keys.get(event.key)
  if (!key) throw new Error(`The gateway's journal answers key ${event.key} before it was asked`)
  if (event.type === 'answered') {
    key.answer = { fingerprint: event.fingerprint, status: event.status, json: event.json }
    return
  }
  key.applied += 1
  if (event.type === 'created') tables.intents.set(event.intent.id, event.intent)
  else if (event.type === 'refunded') {
    const { intentId } = event.refund
    tables.refunds.set(intentId, [...(tables.refunds.get(intentId) ?? []), event.refund])
  } else applyToIntent(tables, event)
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
  const attempt = `${action} ${intentId}`
  tables.attempts.set(attempt, (tables.attempts.get(attempt) ?? 0) + 1)
}
