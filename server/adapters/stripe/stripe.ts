import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { fromStripeAmount, toStripeAmount } from './amounts'
import { callStripe, unexpectedResponse } from './request'
import { PaymentIntent } from './schema'

/** A payment as the gateway reports it. Amounts are ISO 4217 minor units of `currency`. */
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

export type PaymentRequest = {
  /** Stripe's payment intent ID, `pi_...`. */
  reference: string
  amountMinor: bigint
  currency: string
  idempotencyKey: string
}

/** Stripe's two codes for an authorization that expired before capture; callers see the first. */
const EXPIRED = 'charge_expired_for_capture'
const EXPIRED_ALIAS = 'capture_charge_authorization_expired'

/** Looks up a payment. Refused with `resource_missing` if the gateway does not know it. */
export async function findPayment(
  connection: VendorConnection,
  reference: string,
): Promise<VendorOutcome<GatewayPayment>> {
  const result = await findIntent(connection, reference)
  if (result.outcome !== 'ok') return result
  return toPayment(result.value.parsed, result.value.raw) ?? unexpectedResponse(true)
}

/**
 * Captures an authorized payment; the gateway releases the rest of the authorization. Returns ok
 * for a payment that was already captured with the same amount. Stripe replays its stored
 * response, declines included, for the same key: retry with the same key after `unknown` or
 * `unavailable`, and with a new key after `refused`.
 * Refused with the bank's decline code, `charge_expired_for_capture`,
 * `captured_amount_differs` or `amount_not_representable`.
 */
export async function capturePayment(
  connection: VendorConnection,
  request: PaymentRequest,
): Promise<VendorOutcome<GatewayCapture>> {
  const converted = toStripeAmount(request.amountMinor, request.currency)
  if (!converted.isRepresentable)
    return { outcome: 'refused', code: 'amount_not_representable', message: converted.message }
  const result = await callStripe(
    connection,
    {
      path: `payment_intents/${encodeURIComponent(request.reference)}/capture`,
      idempotencyKey: request.idempotencyKey,
      fields: { amount_to_capture: String(converted.amount) },
    },
    PaymentIntent,
  )
  if (result.outcome === 'ok') return toCapture(result.value.parsed, result.value.raw, request)
  if (result.outcome !== 'refused') return result
  if (result.code === EXPIRED_ALIAS) return { ...result, code: EXPIRED }
  if (result.code !== 'payment_intent_unexpected_state') return result
  const found = await findIntent(connection, request.reference)
  // Without this lookup, "already captured" looks the same as "cannot be captured".
  if (found.outcome !== 'ok') return { outcome: 'unknown', message: result.message }
  const intent = found.value.parsed
  if (intent.status === 'succeeded') return toCapture(intent, found.value.raw, request)
  if (intent.status === 'canceled' && intent.cancellation_reason === 'automatic')
    return { ...result, code: EXPIRED }
  return result
}

/** Voids an uncaptured authorization. Returns ok if it was already voided. */
export async function voidPayment(
  connection: VendorConnection,
  request: { reference: string; idempotencyKey: string },
): Promise<VendorOutcome<{ reference: string; raw: unknown }>> {
  const result = await callStripe(
    connection,
    {
      path: `payment_intents/${encodeURIComponent(request.reference)}/cancel`,
      idempotencyKey: request.idempotencyKey,
      fields: {},
    },
    PaymentIntent,
  )
  if (result.outcome === 'ok') {
    if (result.value.parsed.status !== 'canceled') return unexpectedResponse(false)
    return { outcome: 'ok', value: { reference: request.reference, raw: result.value.raw } }
  }
  if (result.outcome !== 'refused' || result.code !== 'payment_intent_unexpected_state')
    return result
  const found = await findIntent(connection, request.reference)
  if (found.outcome !== 'ok') return { outcome: 'unknown', message: result.message }
  if (found.value.parsed.status !== 'canceled') return result
  return { outcome: 'ok', value: { reference: request.reference, raw: found.value.raw } }
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

function toCapture(
  intent: PaymentIntent,
  raw: unknown,
  request: PaymentRequest,
): VendorOutcome<GatewayCapture> {
  const capturedMinor = fromStripeAmount(intent.amount_received, intent.currency)
  if (intent.status !== 'succeeded' || capturedMinor === undefined) return unexpectedResponse(false)
  if (capturedMinor !== request.amountMinor || intent.currency !== request.currency)
    return {
      outcome: 'refused',
      code: 'captured_amount_differs',
      message: 'The payment was already captured with a different amount.',
    }
  return { outcome: 'ok', value: { reference: request.reference, capturedMinor, raw } }
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
