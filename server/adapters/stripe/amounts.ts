import { formatAmount, minorDigits } from '@/domain/money/money'

/**
 * Currencies that Stripe does not count in two decimals.
 * Source: https://docs.stripe.com/currencies#zero-decimal, #three-decimal and #special-cases.
 * MGA has two decimals in ISO 4217 and zero in Stripe; ISK and UGX have zero in ISO 4217 and two in
 * Stripe, which must be 00. HUF and TWD have two for charges; their special case is payouts.
 */
const ZERO_DECIMAL = new Set(
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '),
)
const THREE_DECIMAL = new Set('BHD JOD KWD OMR TND'.split(' '))

export type StripeAmount =
  | { isRepresentable: true; amount: bigint }
  | { isRepresentable: false; message: string }

/**
 * Converts ISO 4217 minor units to the integer that Stripe expects for the currency. Three-decimal
 * amounts must end in 0, because the card networks settle two decimals. An amount that Stripe
 * cannot represent exactly is never rounded: the result explains why it is not representable.
 */
export function toStripeAmount(minor: bigint, currency: string): StripeAmount {
  const isoDigits = minorDigits(currency)
  const digits = stripeDigits(currency)
  const step = THREE_DECIMAL.has(currency)
    ? 10n
    : isoDigits > digits
      ? 10n ** BigInt(isoDigits - digits)
      : 1n
  if (minor % step !== 0n)
    return {
      isRepresentable: false,
      message: `Stripe can't process ${formatAmount(minor, currency)} ${currency}. Amounts in ${currency} must be a multiple of ${formatAmount(step, currency)}.`,
    }
  return { isRepresentable: true, amount: scale(minor, digits - isoDigits) }
}

/**
 * Converts Stripe's integer to ISO 4217 minor units. Returns undefined for a fraction of the
 * smallest unit, which Stripe's documentation rules out.
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
