import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feeTaxMinor } from './fee-tax'

const amount = fc.bigInt({ min: 0n, max: 10n ** 9n })
const fee = fc.bigInt({ min: 1n, max: 10n ** 9n })
const sum = (minors: readonly bigint[]) => minors.reduce((total, minor) => total + minor, 0n)

test('fee tax and all other taxes add up to the order’s tax, and never to more', () => {
  fc.assert(
    fc.property(
      fee,
      fc.array(amount, { minLength: 1, maxLength: 6 }),
      amount,
      (feeMinor, namedMinor, feeTax) => {
        const taxMinor = sum(namedMinor) + feeTax
        expect(feeTaxMinor({ feeMinor, taxMinor, namedMinor })).toBe(feeTax)
      },
    ),
    { numRuns: 10_000 },
  )
})

test('fee tax is never negative, and zero without a fee or a tax breakdown', () => {
  fc.assert(
    fc.property(fee, fc.array(amount), amount, (feeMinor, namedMinor, taxMinor) => {
      const tax = feeTaxMinor({ feeMinor, taxMinor, namedMinor })
      expect(tax >= 0n && tax <= taxMinor).toBe(true)
      expect(feeTaxMinor({ feeMinor: 0n, taxMinor, namedMinor })).toBe(0n)
      expect(feeTaxMinor({ feeMinor, taxMinor, namedMinor: [] })).toBe(0n)
    }),
    { numRuns: 10_000 },
  )
})
