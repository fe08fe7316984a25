/**
 * Why a refund was refused, in words that complete "The refund was refused: ...". Stripe's failure
 * reasons (https://docs.stripe.com/api/refunds/object#refund_object-failure_reason) and the error
 * codes of creating one (https://docs.stripe.com/error-codes).
 */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['amount_not_representable', 'the payment service cannot move exactly this amount'],
  ['balance_insufficient', "our balance at the payment service doesn't cover it"],
  ['insufficient_funds', "our balance at the payment service doesn't cover it"],
  ['charge_already_refunded', 'the payment service says that all of it went back before'],
  ['charge_disputed', 'the customer disputed the payment at their bank'],
  ['charge_for_pending_refund_disputed', 'the customer disputed the payment at their bank'],
  ['refund_disputed_payment', 'the customer disputed the payment at their bank'],
  ['declined', 'the bank did not take it'],
  ['expired_or_canceled_card', 'the card has expired or was canceled'],
  ['lost_or_stolen_card', 'the card was reported lost or stolen'],
  ['merchant_request', 'it was called off'],
  ['refund_canceled', 'it was called off'],
  ['unknown', 'the bank gave no reason'],
])

/** The sentence staff read for a refusal of the gateway; what it wrote itself where we have none. */
export function describeRefundRefusal({
  code,
  message,
}: {
  code: string
  message: string
}): string {
  return `The refund was refused: ${REASONS.get(code) ?? withoutStop(message)}.`
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, '')
}
