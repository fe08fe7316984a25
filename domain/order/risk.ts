import { formatMoney, minorDigits } from '../money/money'

/** The facts that step `screen` checks. */
export type RiskFacts = {
  /** The storefront's own risk assessment. */
  riskLevel: 'none' | 'low' | 'medium' | 'high'
  /** ISO 3166-1 alpha-2; '' when there is no such address. */
  billingCountry: string
  shippingCountry: string
  totalMinor: bigint
  currency: string
  lines: readonly { title: string; quantity: number; paidMinor: bigint; isGiftCard: boolean }[]
}

/** A risk signal. One strong or two weak signals require a review. */
export type RiskSignal = { code: string; strength: 'weak' | 'strong'; words: string }

export type Screening = { decision: 'ok' | 'review'; signals: RiskSignal[] }

/**
 * The threshold of a high-value order, about 500 US dollars in whole units of the currency. An
 * order of magnitude, not an exchange rate; other currencies have no threshold.
 */
const HIGH_VALUE: Readonly<Record<string, bigint>> = {
  AED: 2_000n,
  AUD: 750n,
  BHD: 200n,
  BRL: 2_500n,
  CAD: 700n,
  CHF: 450n,
  CLP: 500_000n,
  CNY: 3_500n,
  CZK: 12_000n,
  DKK: 3_500n,
  EUR: 500n,
  GBP: 400n,
  HKD: 4_000n,
  HUF: 180_000n,
  IDR: 8_000_000n,
  ILS: 1_800n,
  INR: 40_000n,
  JPY: 75_000n,
  KRW: 700_000n,
  KWD: 150n,
  MXN: 10_000n,
  NOK: 5_000n,
  NZD: 850n,
  PLN: 2_000n,
  SAR: 2_000n,
  SEK: 5_000n,
  SGD: 650n,
  THB: 17_000n,
  TRY: 20_000n,
  TWD: 16_000n,
  USD: 500n,
  VND: 12_000_000n,
  ZAR: 9_000n,
}

/** Unusually many units of one item, and of all items. */
const MANY_OF_ONE = 50
const MANY_IN_ALL = 200

/** Checks an order for fraud signals. The only consequence is a manual review. */
export function screenOrder(order: RiskFacts): Screening {
  const signals = [
    ...storefrontSignals(order),
    ...countrySignals(order),
    ...quantitySignals(order),
    ...giftCardSignals(order),
  ]
  const weight = signals.reduce((sum, { strength }) => sum + (strength === 'strong' ? 2 : 1), 0)
  return { decision: weight >= 2 ? 'review' : 'ok', signals }
}

function storefrontSignals({ riskLevel }: RiskFacts): RiskSignal[] {
  if (riskLevel !== 'high' && riskLevel !== 'medium') return []
  const strength = riskLevel === 'high' ? 'strong' : 'weak'
  return [{ code: 'storefront', strength, words: `the storefront rates the risk as ${riskLevel}` }]
}

function countrySignals(order: RiskFacts): RiskSignal[] {
  const { billingCountry, shippingCountry, totalMinor, currency } = order
  if (billingCountry === '' || shippingCountry === '') return []
  if (billingCountry === shippingCountry || !isHighValue(totalMinor, currency)) return []
  const words = `${formatMoney(totalMinor, currency)} billed in ${billingCountry} but shipped to ${shippingCountry}`
  return [{ code: 'countries_differ', strength: 'strong', words }]
}

function quantitySignals({ lines }: RiskFacts): RiskSignal[] {
  const many = lines.filter(({ quantity }) => quantity >= MANY_OF_ONE)
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const signals: RiskSignal[] = many.map(({ title, quantity }) => ({
    code: 'many_of_one',
    strength: 'strong',
    words: `${quantity} pieces of "${title}"`,
  }))
  if (many.length > 0 || units < MANY_IN_ALL) return signals
  return [{ code: 'many_units', strength: 'strong', words: `${units} pieces in one order` }]
}

/** Gift cards attract fraud: they are like cash and cannot be recalled once emailed. */
function giftCardSignals({ lines, currency }: RiskFacts): RiskSignal[] {
  const value = lines.reduce((sum, line) => sum + (line.isGiftCard ? line.paidMinor : 0n), 0n)
  if (!isHighValue(value, currency)) return []
  const words = `gift cards for ${formatMoney(value, currency)}`
  return [{ code: 'gift_cards', strength: 'weak', words }]
}

function isHighValue(minor: bigint, currency: string): boolean {
  const bound = HIGH_VALUE[currency]
  return bound !== undefined && minor >= bound * 10n ** BigInt(minorDigits(currency))
}
