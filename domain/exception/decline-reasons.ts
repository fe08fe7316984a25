/**
 * Why a bank declines a card, worded to complete "Card declined: ...". Codes: Stripe's decline codes
 * (https://docs.stripe.com/declines/codes). Codes that hint at fraud or a stolen card are worded for
 * staff only and are never shown to the customer.
 */
export const DECLINE_REASONS = {
  approve_with_id: 'temporarily not approved by the bank',
  authentication_required: 'the bank requires the customer to authenticate',
  authentication_not_handled: 'the bank requires the customer to authenticate',
  call_issuer: 'the customer has to call the bank',
  card_declined: 'no reason given by the bank',
  card_not_supported: "the card doesn't support this type of purchase",
  card_velocity_exceeded: 'the card exceeded its usage or credit limit',
  currency_not_supported: "the card doesn't support the currency",
  do_not_honor: 'no reason given by the bank',
  do_not_try_again: 'the bank requested no further attempts',
  duplicate_transaction: 'the same amount was charged moments ago',
  expired_card: 'the card has expired',
  fraudulent: 'the payment provider suspects fraud',
  generic_decline: 'no reason given by the bank',
  highest_risk_level: 'the payment provider suspects fraud',
  incorrect_address: "the billing address doesn't match the bank's records",
  incorrect_cvc: 'incorrect security code',
  incorrect_number: 'incorrect card number',
  incorrect_pin: 'incorrect PIN',
  incorrect_zip: "the billing postal code doesn't match the bank's records",
  insufficient_funds: 'insufficient funds',
  invalid_account: 'the card or its account is invalid',
  invalid_amount: "the amount exceeds the card's limit",
  invalid_cvc: 'incorrect security code',
  invalid_expiry_month: 'incorrect expiration date',
  invalid_expiry_year: 'incorrect expiration date',
  invalid_number: 'incorrect card number',
  invalid_pin: 'incorrect PIN',
  issuer_not_available: 'the bank could not be reached',
  lost_card: 'the card was reported lost',
  merchant_blacklist: 'the card is on our block list',
  new_account_information_available: 'the card or its account is invalid',
  no_action_taken: 'no reason given by the bank',
  not_permitted: "the bank doesn't permit this payment",
  offline_pin_required: 'the card requires its PIN',
  online_or_offline_pin_required: 'the card requires its PIN',
  pickup_card: 'the card was reported lost or stolen',
  pin_try_exceeded: 'the PIN was entered incorrectly too often',
  processing_error: 'the bank had a processing error',
  reenter_transaction: "the bank couldn't process it for an unknown reason",
  restricted_card: 'the card was reported lost or stolen',
  revocation_of_all_authorizations: 'the customer revoked all payments to us',
  revocation_of_authorization: 'the customer revoked this payment',
  security_violation: 'no reason given by the bank',
  service_not_allowed: "the bank doesn't permit this payment",
  stolen_card: 'the card was reported stolen',
  stop_payment_order: 'the customer asked the bank to stop the payment',
  testmode_decline: 'a test card was used',
  transaction_not_allowed: "the bank doesn't permit this payment",
  try_again_later: 'temporarily not approved by the bank',
  withdrawal_count_limit_exceeded: 'the card exceeded its limit',
} as const satisfies Record<string, string>

const REASONS: ReadonlyMap<string, string> = new Map(Object.entries(DECLINE_REASONS))

/** Returns the message for staff, for example "Card declined: insufficient funds." */
export function describeDecline(code: string): string {
  const unknown = code ? `bank code "${code}"` : 'no reason given by the bank'
  return `Card declined: ${REASONS.get(code) ?? unknown}.`
}
