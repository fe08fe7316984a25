import { formatAmount, minorDigits } from '@/domain/money/money'

/**
 * Stripe's own exponents where they differ from "two decimals".
 * Source: https://docs.stripe.com/currencies#zero-decimal, #three-decimal and #special-cases.
 * MGA has two decimals in ISO 4217 and none here; ISK and UGX have none in ISO 4217 and are sent
 * with two that must be 00. HUF and TWD are ordinary for charges, special for payouts only.
 */
const ZERO_DECIMAL = new Set(
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '),
)
const THREE_DECIMAL = new Set('BHD JOD KWD OMR TND'.split(' '))

export type StripeAmount =
  | { isRepresentable: true; amount: bigint }
  | { isRepresentable: false; message: string }

/**
 * Turns ISO 4217 minor units into the integer Stripe takes for this currency. Three-decimal
 * amounts must end in 0 (the card networks settle two decimals); what cannot be said exactly is
 * not rounded but comes back with the reason.
 */
export function toStripeAmount(minor: bigint, currency: string): StripeAmount {
  const ours = minorDigits(currency)
  const theirs = stripeDigits(currency)
  const step = THREE_DECIMAL.has(currency) ? 10n : ours > theirs ? 10n ** BigInt(ours - theirs) : 1n
  if (minor % step !== 0n)
    return {
      isRepresentable: false,
      message: `Stripe cannot move ${formatAmount(minor, currency)} ${currency}: it takes ${currency} in steps of ${formatAmount(step, currency)}.`,
    }
  return { isRepresentable: true, amount: scale(minor, theirs - ours) }
}

/**
 * Turns Stripe's integer into ISO 4217 minor units. Undefined when Stripe names a fraction of
 * the smallest unit, which its documentation excludes.
 */
export function fromStripeAmount(amount: number, currency: string): bigint | undefined {
  const shift = minorDigits(currency) - stripeDigits(currency)
  if (shift < 0 && BigInt(amount) % 10n ** BigInt(-shift) !== 0n) return undefined
  return scale(BigInt(amount), shift)
}

function stripeDigits(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0
  return THREE_DECIMAL.has(currency) ? 3 : 2
}

function scale(amount: bigint, digits: number): bigint {
  return digits >= 0 ? amount * 10n ** BigInt(digits) : amount / 10n ** BigInt(-digits)
}
