import type { Intent, Refund, StripeState } from './state'

/** Stripe's test cards (https://docs.stripe.com/testing), by payment method ID. */
const CARDS: Record<string, { brand: string; last4: string; country: string }> = {
  pm_card_visa: { brand: 'visa', last4: '4242', country: 'US' },
  pm_card_mastercard: { brand: 'mastercard', last4: '4444', country: 'US' },
  pm_card_amex: { brand: 'amex', last4: '8431', country: 'US' },
  pm_card_discover: { brand: 'discover', last4: '9424', country: 'US' },
  pm_card_jcb: { brand: 'jcb', last4: '0000', country: 'JP' },
  pm_card_unionpay: { brand: 'unionpay', last4: '0005', country: 'CN' },
}

export function isKnownCard(paymentMethod: string): boolean {
  return paymentMethod in CARDS
}

/** Builds a payment intent in the format of Stripe's API. */
export function intentObject(state: StripeState, intent: Intent, isExpanded: boolean) {
  return {
    id: intent.id,
    object: 'payment_intent',
    amount: intent.amount,
    amount_capturable: intent.status === 'requires_capture' ? intent.amount : 0,
    amount_received: intent.received,
    cancellation_reason: intent.cancellationReason,
    capture_method: 'manual',
    client_secret: `${intent.id}_secret_sandbox`,
    created: intent.createdAt,
    currency: intent.currency,
    latest_charge: isExpanded ? chargeObject(state, intent) : chargeId(intent),
    livemode: false,
    metadata: intent.metadata,
    payment_method: intent.paymentMethod,
    payment_method_types: ['card'],
    status: intent.status,
  }
}

function chargeId(intent: Intent): string {
  return intent.id.replace(/^pi_/, 'ch_')
}

function chargeObject(state: StripeState, intent: Intent) {
  return {
    id: chargeId(intent),
    object: 'charge',
    amount: intent.amount,
    amount_captured: intent.received,
    amount_refunded: refundedOf(state, intent.id),
    captured: intent.status === 'succeeded',
    currency: intent.currency,
    livemode: false,
    paid: true,
    payment_intent: intent.id,
    payment_method_details: { type: 'card', card: CARDS[intent.paymentMethod] },
    status: 'succeeded',
  }
}

/** Builds a refund in the format of Stripe's API. */
export function refundObject(refund: Refund, intent: Intent) {
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    charge: chargeId(intent),
    created: refund.createdAt,
    currency: intent.currency,
    ...(refund.failureReason ? { failure_reason: refund.failureReason } : {}),
    metadata: refund.metadata,
    payment_intent: intent.id,
    status: refund.status,
  }
}

/** Sums the refunds of a payment that did not fail, pending ones included. */
export function refundedOf(state: StripeState, intentId: string): number {
  return (state.refunds.get(intentId) ?? [])
    .filter((refund) => refund.status !== 'failed')
    .reduce((sum, refund) => sum + refund.amount, 0)
}
