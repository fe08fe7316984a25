import { vendorId } from '../vendor-id'
import { badParameter, type JsonReply, stripeError } from './errors'
import { intentObject, isKnownCard, refundedOf, refundObject } from './objects'
import type { Sentinel } from './sentinels'
import type { Intent, Refund, StripeEvent, StripeState } from './state'

/** The result of a write: the events to record, and the reply to send once they are applied. */
export type WriteResult = { events: StripeEvent[]; reply: () => JsonReply }

type Context = { state: StripeState; fields: URLSearchParams; key: string; now: number }

/** Returns the result of a rejected write, which records no events. */
export const refused = (reply: JsonReply): WriteResult => ({ events: [], reply: () => reply })

/** Currencies whose last digit must be 0: https://docs.stripe.com/currencies#three-decimal */
const THREE_DECIMAL = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd'])

/** `POST /v1/payment_intents`, confirmed with a card and with manual capture. */
export function createIntent({ state, fields, key, now }: Context): WriteResult {
  const currency = (fields.get('currency') ?? '').toLowerCase()
  if (!/^[a-z]{3}$/.test(currency))
    return refused(badParameter('currency', 'Missing required param: currency.'))
  const amount = readAmount(fields.get('amount'), currency)
  if (typeof amount !== 'number') return refused(amount)
  const paymentMethod = fields.get('payment_method') ?? ''
  if (!isKnownCard(paymentMethod))
    return refused(
      badParameter(
        'payment_method',
        `No such PaymentMethod: '${paymentMethod}'`,
        'resource_missing',
      ),
    )
  if (fields.get('capture_method') !== 'manual' || fields.get('confirm') !== 'true')
    return refused(
      badParameter('capture_method', 'The sandbox requires manual capture and confirm=true.'),
    )
  const intent: Intent = {
    id: vendorId('pi'),
    amount,
    currency,
    status: 'requires_capture',
    received: 0,
    cancellationReason: null,
    paymentMethod,
    metadata: readMetadata(fields),
    createdAt: now,
  }
  return {
    events: [{ type: 'created', intent, key }],
    reply: () => ({ status: 200, json: intentObject(state, intent, wantsCharge(fields)) }),
  }
}

/** `POST /v1/payment_intents/:id/capture` */
export function captureIntent(context: Context, intent: Intent, sentinel: Sentinel): WriteResult {
  const { state, fields, key } = context
  if (intent.status !== 'requires_capture')
    return refused(unexpectedState(state, intent, 'captured', 'requires_capture'))
  if (sentinel.refusal) return refused(sentinel.refusal)
  if (sentinel.hasExpired)
    return {
      events: [{ type: 'canceled', intentId: intent.id, reason: 'automatic', key }],
      reply: () =>
        stripeError(400, {
          type: 'invalid_request_error',
          code: 'charge_expired_for_capture',
          message: 'The charge cannot be captured because the authorization has expired.',
        }),
    }
  const requested = fields.get('amount_to_capture') ?? String(intent.amount)
  const amount = readAmount(requested, intent.currency)
  if (typeof amount !== 'number') return refused(amount)
  if (amount > intent.amount)
    return refused(
      badParameter(
        'amount_to_capture',
        'The amount exceeds the capturable amount.',
        'amount_too_large',
      ),
    )
  return {
    events: [{ type: 'captured', intentId: intent.id, amount, key }],
    reply: () => ({ status: 200, json: intentObject(state, intent, wantsCharge(fields)) }),
  }
}

/** `POST /v1/payment_intents/:id/cancel` */
export function cancelIntent({ state, fields, key }: Context, intent: Intent): WriteResult {
  if (intent.status !== 'requires_capture')
    return refused(unexpectedState(state, intent, 'canceled', 'requires_capture'))
  const reason = fields.get('cancellation_reason') ?? 'requested_by_customer'
  return {
    events: [{ type: 'canceled', intentId: intent.id, reason, key }],
    reply: () => ({ status: 200, json: intentObject(state, intent, wantsCharge(fields)) }),
  }
}

/** `POST /v1/refunds` */
export function createRefund(context: Context, intent: Intent, sentinel: Sentinel): WriteResult {
  const { state, fields, key, now } = context
  const remaining = intent.received - refundedOf(state, intent.id)
  if (intent.status !== 'succeeded')
    return refused(badParameter('payment_intent', 'This payment has no captured charge to refund.'))
  if (remaining === 0)
    return refused(
      badParameter('payment_intent', 'The charge has been refunded.', 'charge_already_refunded'),
    )
  const amount = readAmount(fields.get('amount') ?? String(remaining), intent.currency)
  if (typeof amount !== 'number') return refused(amount)
  if (amount > remaining)
    return refused(
      badParameter('amount', `Refund amount (${amount}) is greater than ${remaining}.`),
    )
  const refund: Refund = {
    id: vendorId('re'),
    intentId: intent.id,
    amount,
    status: sentinel.refundStatus,
    failureReason: sentinel.refundStatus === 'failed' ? 'lost_or_stolen_card' : null,
    metadata: readMetadata(fields),
    createdAt: now,
  }
  return {
    events: [{ type: 'refunded', refund, key }],
    reply: () => ({ status: 200, json: refundObject(refund, intent) }),
  }
}

/** Returns true if the request expands `latest_charge` from an ID to an object. */
export function wantsCharge(fields: URLSearchParams): boolean {
  return [...fields].some(
    ([name, value]) => name.startsWith('expand[') && value === 'latest_charge',
  )
}

/** Parses an amount in Stripe's unit; returns the error reply if it is invalid. */
export function readAmount(text: string | null, currency: string): number | JsonReply {
  if (!text || !/^[1-9]\d{0,11}$/.test(text))
    return badParameter('amount', `Invalid positive integer: ${text}`, 'parameter_invalid_integer')
  if (THREE_DECIMAL.has(currency) && !text.endsWith('0'))
    return badParameter('amount', `Amounts in ${currency} must end in 0.`, 'invalid_amount')
  return Number(text)
}

/** Returns the entries of a form's `metadata[...]`, or of another field in that format. */
export function readMetadata(fields: URLSearchParams, field = 'metadata'): Record<string, string> {
  return Object.fromEntries(
    [...fields].flatMap(([name, value]) => {
      const isEntry = name.startsWith(`${field}[`) && name.endsWith(']')
      return isEntry ? [[name.slice(field.length + 1, -1), value]] : []
    }),
  )
}

function unexpectedState(state: StripeState, intent: Intent, done: string, needed: string) {
  return stripeError(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent could not be ${done} because it has a status of ${intent.status}. Only a PaymentIntent with the status ${needed} may be ${done}.`,
    payment_intent: intentObject(state, intent, false),
  })
}
