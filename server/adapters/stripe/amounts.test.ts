import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromStripeAmount, toStripeAmount } from './amounts'

const sent = (minor: bigint, currency: string) => {
  const converted = toStripeAmount(minor, currency)
  return converted.isRepresentable ? converted.amount : converted.message
}

describe("Stripe's exponents", () => {
  test.each([
    ['USD', 1234n, 1234n],
    ['HUF', 1234n, 1234n],
    ['TWD', 1234n, 1234n],
    ['JPY', 500n, 500n],
    ['KRW', 500n, 500n],
    ['ISK', 5n, 500n],
    ['UGX', 5n, 500n],
    ['MGA', 500n, 5n],
    ['KWD', 5120n, 5120n],
  ])('%s', (currency, minor, amount) => {
    expect(sent(minor, currency)).toBe(amount)
    expect(fromStripeAmount(Number(amount), currency)).toBe(minor)
  })

  test('what Stripe cannot say is refused in words, not rounded', () => {
    expect(sent(5124n, 'KWD')).toBe('Stripe cannot move 5.124 KWD: it takes KWD in steps of 0.010.')
    expect(sent(501n, 'MGA')).toBe('Stripe cannot move 5.01 MGA: it takes MGA in steps of 1.00.')
    expect(fromStripeAmount(501, 'ISK')).toBeUndefined()
  })

  test('there and back gives the same amount in every currency', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 99_999_999n }),
        fc.constantFrom('USD', 'JPY', 'KWD', 'ISK', 'UGX', 'MGA', 'TND', 'HUF', 'CLP', 'EUR'),
        (minor, currency) => {
          const converted = toStripeAmount(minor, currency)
          if (converted.isRepresentable)
            expect(fromStripeAmount(Number(converted.amount), currency)).toBe(minor)
          else expect(minor % 10n === 0n && currency !== 'MGA').toBe(false)
        },
      ),
    )
  })
})
