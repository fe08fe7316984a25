import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { parseAmount, splitByLargestRemainder } from '../money/money'
import { type FrozenLine, lineShare } from './line-share'
import { RefundError } from './refund-error'

const RUNS = { numRuns: 10_000 }

/** Amounts in minor units of currencies with 0, 2 or 3 decimals. */
const amount = fc
  .tuple(fc.constantFrom('JPY', 'EUR', 'KWD'), fc.nat({ max: 1_000_000 }), fc.nat({ max: 999 }))
  .map(([currency, whole, rest]) => {
    const decimals = { JPY: '', EUR: `.${String(rest).slice(0, 2)}`, KWD: `.${rest}` }
    return parseAmount(`${whole}${decimals[currency as 'JPY']}`, currency)
  })

const line = fc.record<FrozenLine>({
  quantity: fc.integer({ min: 1, max: 50 }),
  paidMinor: amount,
  taxesMinor: fc.array(amount, { maxLength: 3 }),
})

it('gives the red shirt back at its price', () => {
  const shirt = { quantity: 1, paidMinor: 1599n, taxesMinor: [] }
  expect(lineShare(shirt, 0, 1)).toEqual({ amountMinor: 1599n, taxesMinor: [] })
})

it('makes three single refunds of a 10.00 line give 10.00', () => {
  const three = { quantity: 3, paidMinor: 1000n, taxesMinor: [100n] }
  const shares = [0, 1, 2].map((taken) => lineShare(three, taken, 1))
  expect(shares.map(({ amountMinor }) => amountMinor)).toEqual([333n, 334n, 333n])
  expect(shares.map(({ taxesMinor }) => taxesMinor)).toEqual([[33n], [34n], [33n]])
})

it.each([
  [0, 4],
  [2, 2],
  [0, -1],
  [-1, 1],
  [0, 0.5],
])('with %s already taken, rejects %s of 3', (taken, units) => {
  const three = { quantity: 3, paidMinor: 1000n, taxesMinor: [] }
  expect(() => lineShare(three, taken, units)).toThrow(RefundError)
})

test('any sequence of partial refunds adds up to exactly what was paid, and never to more', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 })
  fc.assert(
    fc.property(line, steps, (bought, wishes) => {
      let taken = 0
      let given = 0n
      const taxes = bought.taxesMinor.map(() => 0n)
      for (const wish of [...wishes, bought.quantity]) {
        const units = Math.min(wish, bought.quantity - taken)
        const share = lineShare(bought, taken, units)
        taken += units
        given += share.amountMinor
        for (const [index, tax] of share.taxesMinor.entries())
          taxes[index] = (taxes[index] ?? 0n) + tax
        expect(share.amountMinor >= 0n && given <= bought.paidMinor).toBe(true)
      }
      expect(taken).toBe(bought.quantity)
      expect(given).toBe(bought.paidMinor)
      expect(taxes).toEqual(bought.taxesMinor)
    }),
    RUNS,
  )
})

test('refunding every line returns the order total after its discount, for any split of the discount', () => {
  const prices = fc.array(fc.bigInt({ min: 1n, max: 10n ** 7n }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(
      prices,
      fc.nat({ max: 100 }),
      fc.integer({ min: 1, max: 7 }),
      (lines, percent, of) => {
        const gross = lines.reduce((sum, price) => sum + price, 0n)
        const discount = (gross * BigInt(percent)) / 100n
        const shares = splitByLargestRemainder(discount, lines)
        const refunded = lines.map((price, index) => {
          const paidMinor = price - (shares[index] ?? 0n)
          const one = { quantity: of, paidMinor, taxesMinor: [] }
          const parts = Array.from({ length: of }, (_, taken) => lineShare(one, taken, 1))
          return parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
        })
        expect(refunded.reduce((sum, part) => sum + part, 0n)).toBe(gross - discount)
      },
    ),
    RUNS,
  )
})
