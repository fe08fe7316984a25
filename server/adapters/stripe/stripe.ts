import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { fromStripeAmount, toStripeAmount } from './amounts'
import { callStripe, unreadable } from './request'
import { PaymentIntent } from './schema'

/** What the gateway holds for a payment. Amounts are ISO 4217 minor units of `currency`. */
export type GatewayPayment = {
  reference: string
  state: 'requires_capture' | 'captured' | 'voided' | 'other'
  authorizedMinor: bigint
  capturedMinor: bigint
  currency: string
  brand?: string
  lastFour?: string
  raw: unknown
}

export type GatewayCapture = { reference: string; capturedMinor: bigint; raw: unknown }

export type MoneyMove = {
  /** The payment intent's id, `pi_...`. */
  reference: string
  amountMinor: bigint
  currency: string
  idempotencyKey: string
}

/** Stripe's two names for a hold that ran out before it was captured; callers see the first. */
const EXPIRED = 'charge_expired_for_capture'
const EXPIRED_ALIAS = 'capture_charge_authorization_expired'

/** Looks a payment up. Refused with `resource_missing` when the gateway does not know it. */
export async function findPayment(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<GatewayPayment>> {
  const answer = await findIntent(connection, reference)
  if (answer.outcome !== 'ok') return answer
  return toPayment(answer.value.parsed, answer.value.raw) ?? unreadable(true)
}

/**
 * Captures an authorized payment; the gateway releases what is above `amountMinor`. A payment
 * captured before with the same amount is ok again. Stripe repeats its stored answer, a decline
 * too, for the same key: after `unknown` or `unavailable` use the same key again, after
 * `refused` a new one.
 * Refused with the bank's decline code, `charge_expired_for_capture`,
 * `captured_amount_differs` or `amount_not_representable`.
 */
export async function capturePayment(
  connection: VendorConnection,
  move: MoneyMove,
): Promise<VendorOutcome<GatewayCapture>> {
  const converted = toStripeAmount(move.amountMinor, move.currency)
  if (!converted.isRepresentable)
    return { outcome: 'refused', code: 'amount_not_representable', message: converted.message }
  const answer = await callStripe(
    connection,
    {
      path: `payment_intents/${encodeURIComponent(move.reference)}/capture`,
      idempotencyKey: move.idempotencyKey,
      fields: { amount_to_capture: String(converted.amount) },
    },
    PaymentIntent,
  )
  if (answer.outcome === 'ok') return asCapture(answer.value.parsed, answer.value.raw, move)
  if (answer.outcome !== 'refused') return answer
  if (answer.code === EXPIRED_ALIAS) return { ...answer, code: EXPIRED }
  if (answer.code !== 'payment_intent_unexpected_state') return answer
  const found = await findIntent(connection, move.reference)
  // Without the look-up we cannot tell "captured before" from "cannot be captured".
  if (found.outcome !== 'ok') return { outcome: 'unknown', message: answer.message }
  const intent = found.value.parsed
  if (intent.status === 'succeeded') return asCapture(intent, found.value.raw, move)
  if (intent.status === 'canceled' && intent.cancellation_reason === 'automatic')
    return { ...answer, code: EXPIRED }
  return answer
}

/** Releases what is authorized and not captured; ok when it was released before. */
export async function voidPayment(
  connection: VendorConnection,
  move: { reference: string; idempotencyKey: string },
): Promise<VendorOutcome<{ reference: string; raw: unknown }>> {
  const answer = await callStripe(
    connection,
    {
      path: `payment_intents/${encodeURIComponent(move.reference)}/cancel`,
      idempotencyKey: move.idempotencyKey,
      fields: {},
    },
    PaymentIntent,
  )
  if (answer.outcome === 'ok') {
    if (answer.value.parsed.status !== 'canceled') return unreadable(false)
    return { outcome: 'ok', value: { reference: move.reference, raw: answer.value.raw } }
  }
  if (answer.outcome !== 'refused' || answer.code !== 'payment_intent_unexpected_state')
    return answer
  const found = await findIntent(connection, move.reference)
  if (found.outcome !== 'ok') return { outcome: 'unknown', message: answer.message }
  if (found.value.parsed.status !== 'canceled') return answer
  return { outcome: 'ok', value: { reference: move.reference, raw: found.value.raw } }
}

function findIntent(connection: VendorConnection, reference: string) {
  return callStripe(
    connection,
    {
      path: `payment_intents/${encodeURIComponent(reference)}`,
      fields: { 'expand[]': 'latest_charge' },
    },
    PaymentIntent,
  )
}

function asCapture(
  intent: PaymentIntent,
  raw: unknown,
  move: MoneyMove,
): VendorOutcome<GatewayCapture> {
  const capturedMinor = fromStripeAmount(intent.amount_received, intent.currency)
  if (intent.status !== 'succeeded' || capturedMinor === undefined) return unreadable(false)
  if (capturedMinor !== move.amountMinor || intent.currency !== move.currency)
    return {
      outcome: 'refused',
      code: 'captured_amount_differs',
      message: 'The payment was captured before with another amount.',
    }
  return { outcome: 'ok', value: { reference: move.reference, capturedMinor, raw } }
}

const STATES: Record<string, GatewayPayment['state']> = {
  requires_capture: 'requires_capture',
  succeeded: 'captured',
  canceled: 'voided',
}

function toPayment(intent: PaymentIntent, raw: unknown): VendorOutcome<GatewayPayment> | undefined {
  const authorizedMinor = fromStripeAmount(intent.amount, intent.currency)
  const capturedMinor = fromStripeAmount(intent.amount_received, intent.currency)
  if (authorizedMinor === undefined || capturedMinor === undefined) return undefined
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : undefined
  const card = charge?.payment_method_details?.card
  return {
    outcome: 'ok',
    value: {
      reference: intent.id,
      state: STATES[intent.status] ?? 'other',
      authorizedMinor,
      capturedMinor,
      currency: intent.currency,
      ...(card?.brand ? { brand: card.brand } : {}),
      ...(card?.last4 ? { lastFour: card.last4 } : {}),
      raw,
    },
  }
}
