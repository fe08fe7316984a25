import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { RefundError } from './refund-error'
import { partLeftMinor, refundTotal } from './refund-total'
import { lesserMinor } from './tender-cap'

const amounts = { itemsMinor: 1_000n, taxMinor: 190n, shippingMinor: 500n, dutyMinor: 10n }
const limits = { capMinor: 2_000n, canOverride: true }

describe('refundTotal', () => {
  it('returns the computed amount without an override', () => {
    expect(refundTotal(amounts, limits)).toEqual({
      computedMinor: 1_700n,
      adjustmentMinor: 0n,
      totalMinor: 1_700n,
    })
  })

  it('records the withheld or added amount as an adjustment', () => {
    const lowered = refundTotal(amounts, limits, { totalMinor: 1_500n, reason: 'restock' })
    expect(lowered.adjustmentMinor).toBe(-200n)
    const raised = refundTotal(amounts, limits, { totalMinor: 2_000n, reason: 'goodwill' })
    expect(raised.adjustmentMinor).toBe(300n)
  })

  it.each([
    ['a raise without permission', 1_701n, false],
    ['a raise above the cap', 2_001n, true],
    ['a negative refund', -1n, true],
  ])('refuses %s', (_, totalMinor, canOverride) => {
    const override = { totalMinor, reason: 'other' } as const
    expect(() => refundTotal(amounts, { capMinor: 2_000n, canOverride }, override)).toThrow(
      RefundError,
    )
  })

  it('refuses a computed amount above the cap', () => {
    expect(() => refundTotal(amounts, { capMinor: 1_699n, canOverride: true })).toThrow(RefundError)
  })

  test('computed amount and adjustment always add up to the total, which never exceeds the cap', () => {
    const minor = fc.bigInt({ min: 0n, max: 10n ** 9n })
    fc.assert(
      fc.property(minor, minor, minor, minor, minor, minor, (a, b, c, d, capMinor, wanted) => {
        const parts = { itemsMinor: a, taxMinor: b, shippingMinor: c, dutyMinor: d }
        const totalMinor = lesserMinor(wanted, capMinor)
        const result = refundTotal(
          parts,
          { capMinor, canOverride: true },
          { totalMinor, reason: 'other' },
        )
        expect(result.computedMinor + result.adjustmentMinor).toBe(result.totalMinor)
        expect(result.computedMinor).toBe(a + b + c + d)
        expect(result.totalMinor <= capMinor).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })
})

it.each([
  [500n, 0n, 500n],
  [500n, 200n, 300n],
  [500n, 500n, 0n],
  [500n, 700n, 0n],
])('shipping paid %s, refunded %s: %s is refundable', (paid, refunded, left) => {
  expect(partLeftMinor(paid, refunded)).toBe(left)
})
