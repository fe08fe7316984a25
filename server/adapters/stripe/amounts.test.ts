import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromStripeAmount, toStripeAmount } from './amounts'

const converted = (minor: bigint, currency: string) => {
  const result = toStripeAmount(minor, currency)
  return result.isRepresentable ? result.amount : result.message
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
    expect(converted(minor, currency)).toBe(amount)
    expect(fromStripeAmount(Number(amount), currency)).toBe(minor)
  })

  test('an amount that Stripe cannot represent is rejected, not rounded', () => {
    expect(converted(5124n, 'KWD')).toBe(
      "Stripe can't process 5.124 KWD. Amounts in KWD must be a multiple of 0.010.",
    )
    expect(converted(501n, 'MGA')).toBe(
      "Stripe can't process 5.01 MGA. Amounts in MGA must be a multiple of 1.00.",
    )
    expect(fromStripeAmount(501, 'ISK')).toBeUndefined()
  })

  test('a round trip preserves the amount in every currency', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 99_999_999n }),
        fc.constantFrom('USD', 'JPY', 'KWD', 'ISK', 'UGX', 'MGA', 'TND', 'HUF', 'CLP', 'EUR'),
        (minor, currency) => {
          const result = toStripeAmount(minor, currency)
          if (result.isRepresentable)
            expect(fromStripeAmount(Number(result.amount), currency)).toBe(minor)
          else expect(minor % 10n === 0n && currency !== 'MGA').toBe(false)
        },
      ),
    )
  })
})
