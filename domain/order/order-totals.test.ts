import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { sharedFixtures } from '@/test/support/shared-fixtures'
import { parseAmount } from '../money/money'
import { type OrderSums, reconcileTotals } from './order-totals'

const sums = (part: Partial<OrderSums>): OrderSums => ({
  currency: 'USD',
  subtotalMinor: 0n,
  discountMinor: 0n,
  shippingMinor: 0n,
  taxMinor: 0n,
  dutyMinor: 0n,
  tipMinor: 0n,
  feeMinor: 0n,
  totalMinor: 0n,
  taxesIncluded: false,
  ...part,
})

describe('reconcileTotals', () => {
  it('explains the calculation', () => {
    const order = sums({
      subtotalMinor: 39_800n,
      discountMinor: 2_000n,
      shippingMinor: 1_000n,
      totalMinor: 38_800n,
    })
    expect(reconcileTotals(order)).toEqual({
      agrees: true,
      expectedMinor: 38_800n,
      differenceMinor: 0n,
      explanation:
        'items 398.00 - discounts 20.00 + shipping 10.00 = 388.00 USD, which matches the storefront.',
    })
  })

  it("returns the storefront's difference", () => {
    const order = sums({
      currency: 'JPY',
      subtotalMinor: 1_000n,
      taxMinor: 100n,
      totalMinor: 1_099n,
    })
    expect(reconcileTotals(order)).toMatchObject({
      agrees: false,
      differenceMinor: -1n,
      explanation: 'items 1000 + tax 100 = 1100 JPY, but the storefront total is 1099, 1 less.',
    })
    expect(reconcileTotals(order, 1n).agrees).toBe(true)
  })

  it('does not add tax included in prices', () => {
    const order = sums({
      subtotalMinor: 1_190n,
      taxMinor: 190n,
      totalMinor: 1_190n,
      taxesIncluded: true,
    })
    expect(reconcileTotals(order).agrees).toBe(true)
  })

  test('agrees exactly when the total is the sum of its parts', () => {
    const minor = fc.bigInt({ min: 0n, max: 10n ** 15n })
    const parts = fc.record({
      currency: fc.constantFrom('JPY', 'EUR', 'KWD'),
      subtotalMinor: minor,
      discountMinor: minor,
      shippingMinor: minor,
      taxMinor: minor,
      dutyMinor: minor,
      tipMinor: minor,
      feeMinor: minor,
      taxesIncluded: fc.boolean(),
    })
    fc.assert(
      fc.property(parts, fc.bigInt({ min: -5n, max: 5n }), (order, off) => {
        const {
          subtotalMinor,
          discountMinor,
          shippingMinor,
          taxMinor,
          dutyMinor,
          tipMinor,
          feeMinor,
        } = order
        const added = order.taxesIncluded ? 0n : taxMinor
        const sum =
          subtotalMinor - discountMinor + shippingMinor + added + dutyMinor + tipMinor + feeMinor
        const verdict = reconcileTotals({ ...order, totalMinor: sum + off })
        expect(verdict).toMatchObject({
          expectedMinor: sum,
          differenceMinor: off,
          agrees: off === 0n,
        })
      }),
      { numRuns: 10_000 },
    )
  })
})

const SAMPLES = sharedFixtures("Shopify's sample orders", 'shopify/webhooks-2025-07.jsonl')

describe.runIf(SAMPLES.exists)("Shopify's documented sample orders", () => {
  type Sample = {
    payload: {
      currency: string
      total_line_items_price: string
      total_discounts: string
      total_tax: string
      total_price: string
      taxes_included: boolean
      shipping_lines?: { price: string }[]
    }
  }
  const samples = SAMPLES.exists
    ? readFileSync(SAMPLES.path, 'utf8')
        .trim()
        .split('\n')
        .map((line): Sample => JSON.parse(line))
    : []
  const orders = samples.map(({ payload }) => payload).filter(({ total_price }) => total_price)

  test('add up from the list prices', () => {
    expect(orders.length).toBeGreaterThan(4)
    for (const order of orders) {
      const read = (text: string) => parseAmount(text, order.currency)
      const verdict = reconcileTotals(
        sums({
          currency: order.currency,
          subtotalMinor: read(order.total_line_items_price),
          discountMinor: read(order.total_discounts),
          shippingMinor: (order.shipping_lines ?? []).reduce(
            (sum, { price }) => sum + read(price),
            0n,
          ),
          taxMinor: read(order.total_tax),
          totalMinor: read(order.total_price),
          taxesIncluded: order.taxes_included,
        }),
      )
      expect(verdict.agrees, verdict.explanation).toBe(true)
    }
  })
})
