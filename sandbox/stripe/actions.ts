import { vendorId } from '../vendor-id'
import { badParameter, fault, type JsonReply } from './answers'
import { intentObject, isKnownCard, refundedOf, refundObject } from './objects'
import type { Sentinel } from './sentinels'
import type { Intent, Refund, StripeEvent, StripeState } from './state'

/** What a write comes to: what is to be recorded, and the answer once it is. */
export type Outcome = { events: StripeEvent[]; answer: () => JsonReply }

type Context = { state: StripeState; fields: URLSearchParams; key: string; now: number }

/** A write that changes nothing. */
export const refused = (answer: JsonReply): Outcome => ({ events: [], answer: () => answer })

/** Currencies whose last digit must be 0: https://docs.stripe.com/currencies#three-decimal */
const THREE_DECIMAL = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd'])

/** `POST /v1/payment_intents`, confirmed with a card and captured later. */
export function createIntent({ state, fields, key, now }: Context): Outcome {
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
    return refused(badParameter('capture_method', 'The sandbox takes manual capture, confirmed.'))
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
    answer: () => ({ status: 200, json: intentObject(state, intent, wantsCharge(fields)) }),
  }
}

/** `POST /v1/payment_intents/:id/capture` */
export function captureIntent(context: Context, intent: Intent, sentinel: Sentinel): Outcome {
  const { state, fields, key } = context
  if (intent.status !== 'requires_capture')
    return refused(unexpectedState(state, intent, 'captured', 'requires_capture'))
  if (sentinel.refusal) return refused(sentinel.refusal)
  if (sentinel.hasExpired)
    return {
      events: [{ type: 'canceled', intentId: intent.id, reason: 'automatic', key }],
      answer: () =>
        fault(400, {
          type: 'invalid_request_error',
          code: 'charge_expired_for_capture',
          message: 'The charge cannot be captured because the authorization has expired.',
        }),
    }
  const asked = fields.get('amount_to_capture') ?? String(intent.amount)
  const amount = readAmount(asked, intent.currency)
  if (typeof amount !== 'number') return refused(amount)
  if (amount > intent.amount)
    return refused(
      badParameter('amount_to_capture', 'More than the amount capturable.', 'amount_too_large'),
    )
  return {
    events: [{ type: 'captured', intentId: intent.id, amount, key }],
    answer: () => ({ status: 200, json: intentObject(state, intent, wantsCharge(fields)) }),
  }
}

/** `POST /v1/payment_intents/:id/cancel` */
export function cancelIntent({ state, fields, key }: Context, intent: Intent): Outcome {
  if (intent.status !== 'requires_capture')
    return refused(unexpectedState(state, intent, 'canceled', 'requires_capture'))
  const reason = fields.get('cancellation_reason') ?? 'requested_by_customer'
  return {
    events: [{ type: 'canceled', intentId: intent.id, reason, key }],
    answer: () => ({ status: 200, json: intentObject(state, intent, wantsCharge(fields)) }),
  }
}

/** `POST /v1/refunds` */
export function createRefund(context: Context, intent: Intent, sentinel: Sentinel): Outcome {
  const { state, fields, key, now } = context
  const left = intent.received - refundedOf(state, intent.id)
  if (intent.status !== 'succeeded')
    return refused(badParameter('payment_intent', 'This payment has no captured charge to refund.'))
  if (left === 0)
    return refused(
      badParameter('payment_intent', 'The charge has been refunded.', 'charge_already_refunded'),
    )
  const amount = readAmount(fields.get('amount') ?? String(left), intent.currency)
  if (typeof amount !== 'number') return refused(amount)
  if (amount > left)
    return refused(badParameter('amount', `Refund amount (${amount}) is greater than ${left}.`))
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
    answer: () => ({ status: 200, json: refundObject(refund, intent) }),
  }
}

/** Whether the answer is to carry the charge itself instead of its id. */
export function wantsCharge(fields: URLSearchParams): boolean {
  return [...fields].some(
    ([name, value]) => name.startsWith('expand[') && value === 'latest_charge',
  )
}

/** An amount in Stripe's unit, or the answer that refuses it. */
export function readAmount(text: string | null, currency: string): number | JsonReply {
  if (!text || !/^[1-9]\d{0,11}$/.test(text))
    return badParameter('amount', `Invalid positive integer: ${text}`, 'parameter_invalid_integer')
  if (THREE_DECIMAL.has(currency) && !text.endsWith('0'))
    return badParameter('amount', `Amounts in ${currency} must end in 0.`, 'invalid_amount')
  return Number(text)
}

/** The keys and values of a form's `metadata[...]`, or of another field of that shape. */
export function readMetadata(fields: URLSearchParams, field = 'metadata'): Record<string, string> {
  return Object.fromEntries(
    [...fields].flatMap(([name, value]) => {
      const isOne = name.startsWith(`${field}[`) && name.endsWith(']')
      return isOne ? [[name.slice(field.length + 1, -1), value]] : []
    }),
  )
}

function unexpectedState(state: StripeState, intent: Intent, done: string, needed: string) {
  return fault(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent could not be ${done} because it has a status of ${intent.status}. Only a PaymentIntent with the status ${needed} may be ${done}.`,
    payment_intent: intentObject(state, intent, false),
  })
}
