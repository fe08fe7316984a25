/**
 * Reasons that complete the sentence "Refund failed: ...". Sources: Stripe's failure reasons (https://docs.stripe.com/api/refunds/object#refund_object-failure_reason) and the error
 * codes (https://docs.stripe.com/error-codes).
 */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['amount_not_representable', "the payment provider doesn't support this exact amount"],
  ['balance_insufficient', 'our balance with the payment provider is too low'],
  ['insufficient_funds', 'our balance with the payment provider is too low'],
  ['charge_already_refunded', 'the payment was already fully refunded at the payment provider'],
  ['charge_disputed', 'the customer disputed the payment with their bank'],
  ['charge_for_pending_refund_disputed', 'the customer disputed the payment with their bank'],
  ['refund_disputed_payment', 'the customer disputed the payment with their bank'],
  ['declined', 'the bank declined it'],
  ['expired_or_canceled_card', 'the card has expired or was canceled'],
  ['lost_or_stolen_card', 'the card was reported lost or stolen'],
  ['merchant_request', 'it was canceled'],
  ['refund_canceled', 'it was canceled'],
  ['unknown', 'the bank gave no reason'],
])

/** Returns the message for staff; for an unknown code, the gateway's own message. */
export function describeRefundRefusal({
  code,
  message,
}: {
  code: string
  message: string
}): string {
  return `Refund failed: ${REASONS.get(code) ?? withoutPeriod(message)}.`
}

function withoutPeriod(text: string): string {
  return text.replace(/[.\s]+$/, '')
}
