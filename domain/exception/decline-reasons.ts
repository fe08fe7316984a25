/**
 * Why a bank refuses a card, in words that complete "The card was declined: ...".
 * Codes: Stripe's decline codes, https://docs.stripe.com/declines/codes. Codes that hint at
 * fraud or a stolen card are worded for staff only, never for the customer.
 */
export const DECLINE_REASONS = {
  approve_with_id: 'the bank could not approve it just now',
  authentication_required: 'the bank wants the customer to confirm the payment',
  authentication_not_handled: 'the bank wants the customer to confirm the payment',
  call_issuer: 'the customer has to call the bank',
  card_declined: 'the bank gave no reason',
  card_not_supported: 'the card does not allow this kind of purchase',
  card_velocity_exceeded: 'the card was used too often or over its limit',
  currency_not_supported: 'the card does not support the currency',
  do_not_honor: 'the bank gave no reason',
  do_not_try_again: 'the bank asks not to try again',
  duplicate_transaction: 'the same amount was charged a moment ago',
  expired_card: 'the card has expired',
  fraudulent: 'the payment service suspects fraud',
  generic_decline: 'the bank gave no reason',
  highest_risk_level: 'the payment service suspects fraud',
  incorrect_address: "the billing address does not match the bank's",
  incorrect_cvc: 'the security code is wrong',
  incorrect_number: 'the card number is wrong',
  incorrect_pin: 'the PIN is wrong',
  incorrect_zip: "the billing postal code does not match the bank's",
  insufficient_funds: 'not enough money',
  invalid_account: 'the card or its account is not valid',
  invalid_amount: 'the amount is above what the card allows',
  invalid_cvc: 'the security code is wrong',
  invalid_expiry_month: 'the expiry date is wrong',
  invalid_expiry_year: 'the expiry date is wrong',
  invalid_number: 'the card number is wrong',
  invalid_pin: 'the PIN is wrong',
  issuer_not_available: 'the bank could not be reached',
  lost_card: 'the card was reported lost',
  merchant_blacklist: 'the card is on our block list',
  new_account_information_available: 'the card or its account is not valid',
  no_action_taken: 'the bank gave no reason',
  not_permitted: 'the bank does not permit this payment',
  offline_pin_required: 'the card needs its PIN',
  online_or_offline_pin_required: 'the card needs its PIN',
  pickup_card: 'the card was reported lost or stolen',
  pin_try_exceeded: 'the PIN was entered wrongly too often',
  processing_error: 'the bank made an error while processing',
  reenter_transaction: 'the bank could not process it for a reason it did not give',
  restricted_card: 'the card was reported lost or stolen',
  revocation_of_all_authorizations: 'the customer revoked all payments to us',
  revocation_of_authorization: 'the customer revoked this payment',
  security_violation: 'the bank gave no reason',
  service_not_allowed: 'the bank does not permit this payment',
  stolen_card: 'the card was reported stolen',
  stop_payment_order: 'the customer told the bank to stop it',
  testmode_decline: 'a test card was used',
  transaction_not_allowed: 'the bank does not permit this payment',
  try_again_later: 'the bank could not approve it just now',
  withdrawal_count_limit_exceeded: 'the card is over its limit',
} as const satisfies Record<string, string>

const reasons: ReadonlyMap<string, string> = new Map(Object.entries(DECLINE_REASONS))

/** The sentence staff read for a decline code, e.g. "The card was declined: not enough money." */
export function describeDecline(code: string): string {
  return `The card was declined: ${reasons.get(code) ?? (code ? `the bank gave the code "${code}"` : 'the bank gave no reason')}.`
}
