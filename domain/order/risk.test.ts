import { describe, expect, it } from 'vitest'
import { type RiskFacts, screenOrder } from './risk'

const calm: RiskFacts = {
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
    ['a dear order at home', { totalMinor: 900_000n }],
    [
      'a dear order abroad without a billing address',
      { billingCountry: '', shippingCountry: 'FR', totalMinor: 900_000n },
    ],
    ['a medium risk', { riskLevel: 'medium' }],
    ['gift cards for a lot', { lines: [line(5, 60_000n, true)] }],
    [
      'a currency without a bound',
      { currency: 'XOF', shippingCountry: 'FR', totalMinor: 10n ** 12n },
    ],
    [
      'many rupiah that are little money',
      { currency: 'IDR', shippingCountry: 'FR', totalMinor: 50_000_000n },
    ],
    ['49 of one thing', { lines: [line(49)] }],
  ] satisfies [string, Partial<RiskFacts>][])('lets %s pass', (_, change) => {
    expect(screenOrder({ ...calm, ...change }).decision).toBe('ok')
  })

  it.each([
    ['a high risk', { riskLevel: 'high' }, ['the storefront rates the risk as high']],
    [
      'a dear order abroad',
      { shippingCountry: 'FR', totalMinor: 50_000n },
      ['$500.00 billed in US but shipped to FR'],
    ],
    [
      'dinars by their three decimals',
      { currency: 'KWD', shippingCountry: 'FR', totalMinor: 150_000n },
      ['KWD 150.000 billed in US but shipped to FR'],
    ],
    ['many of one thing', { lines: [line(50)] }, ['50 pieces of "Shirt"']],
    [
      'many things',
      { lines: Array.from({ length: 5 }, () => line(40)) },
      ['200 pieces in one order'],
    ],
    [
      'two weak signals',
      { riskLevel: 'medium', lines: [line(5, 60_000n, true)] },
      ['the storefront rates the risk as medium', 'gift cards for $600.00'],
    ],
  ] satisfies [string, Partial<RiskFacts>, string[]][])(
    'asks a person about %s',
    (_, change, words) => {
      const { decision, signals } = screenOrder({ ...calm, ...change })
      expect(decision).toBe('review')
      expect(signals.map((signal) => signal.words.replaceAll('\u00a0', ' '))).toEqual(words)
    },
  )
})
