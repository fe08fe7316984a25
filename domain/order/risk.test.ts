import { describe, expect, it } from 'vitest'
import { type RiskFacts, screenOrder } from './risk'

const lowRisk: RiskFacts = {
  riskLevel: 'none',
  billingCountry: 'US',
  shippingCountry: 'US',
  totalMinor: 5_000n,
  currency: 'USD',
  lines: [{ title: 'Shirt', quantity: 2, paidMinor: 5_000n, isGiftCard: false }],
}
const line = (quantity: number, paidMinor = 1n, isGiftCard = false) => ({
  title: 'Shirt',
  quantity,
  paidMinor,
  isGiftCard,
})

describe('screenOrder', () => {
  it.each([
    ['an everyday order', {}],
    ['a gift sent abroad', { shippingCountry: 'FR' }],
    ['a high-value domestic order', { totalMinor: 900_000n }],
    [
      'a high-value order abroad without a billing address',
      { billingCountry: '', shippingCountry: 'FR', totalMinor: 900_000n },
    ],
    ['a medium risk', { riskLevel: 'medium' }],
    ['high-value gift cards', { lines: [line(5, 60_000n, true)] }],
    [
      'a currency without a threshold',
      { currency: 'XOF', shippingCountry: 'FR', totalMinor: 10n ** 12n },
    ],
    [
      'a large number of rupiah with a low value',
      { currency: 'IDR', shippingCountry: 'FR', totalMinor: 50_000_000n },
    ],
    ['49 units of one item', { lines: [line(49)] }],
  ] satisfies [string, Partial<RiskFacts>][])('does not require a review of %s', (_, change) => {
    expect(screenOrder({ ...lowRisk, ...change }).decision).toBe('ok')
  })

  it.each([
    ['a high risk', { riskLevel: 'high' }, ['the storefront rates the risk as high']],
    [
      'a high-value order abroad',
      { shippingCountry: 'FR', totalMinor: 50_000n },
      ['$500.00 billed in US but shipped to FR'],
    ],
    [
      'a high value in dinars, which have three decimals',
      { currency: 'KWD', shippingCountry: 'FR', totalMinor: 150_000n },
      ['KWD 150.000 billed in US but shipped to FR'],
    ],
    ['many units of one item', { lines: [line(50)] }, ['50 pieces of "Shirt"']],
    [
      'many units in total',
      { lines: Array.from({ length: 5 }, () => line(40)) },
      ['200 pieces in one order'],
    ],
    [
      'two weak signals',
      { riskLevel: 'medium', lines: [line(5, 60_000n, true)] },
      ['the storefront rates the risk as medium', 'gift cards for $600.00'],
    ],
  ] satisfies [string, Partial<RiskFacts>, string[]][])(
    'requires a review of %s',
    (_, change, words) => {
      const { decision, signals } = screenOrder({ ...lowRisk, ...change })
      expect(decision).toBe('review')
      expect(signals.map((signal) => signal.words.replaceAll('\u00a0', ' '))).toEqual(words)
    },
  )
})
