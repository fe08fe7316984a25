import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type GiftCardFunding, planReversal } from './gift-card-reversal'
import { lesserMinor } from './tender-cap'

const minor = fc.bigInt({ min: 1n, max: 10n ** 9n })
const anyParts = fc.array(fc.tuple(minor, minor), { minLength: 1, maxLength: 4 }).map((amounts) =>
  amounts.map(([amountMinor, amountShopMinor], index): GiftCardFunding => {
    const none = { reversedMinor: 0n, reversedShopMinor: 0n }
    return { paymentId: String(index), amountMinor, amountShopMinor, ...none }
  }),
)
const sum = (amounts: bigint[]) => amounts.reduce((a, b) => a + b, 0n)

test('reversals never exceed the balance or the payments, and add up to zero in both currencies', () => {
  fc.assert(
    fc.property(anyParts, fc.array(minor, { maxLength: 6 }), (given, balances) => {
      const parts = given.map((part) => ({ ...part }))
      const room = () => sum(parts.map((part) => part.amountMinor - part.reversedMinor))
      // The last balance covers the remaining amounts.
      for (const balance of [...balances, 10n ** 12n]) {
        const before = room()
        const plan = planReversal(balance, parts)
        const taken = sum(plan.map(({ amountMinor }) => amountMinor))
        expect(taken).toBe(lesserMinor(balance, before))
        for (const { paymentId, amountMinor, amountShopMinor } of plan) {
          expect(amountMinor > 0n && amountShopMinor >= 0n).toBe(true)
          const part = parts.find((one) => one.paymentId === paymentId)
          if (!part) throw new Error('A payment that is not there.')
          part.reversedMinor += amountMinor
          part.reversedShopMinor += amountShopMinor
        }
      }
      for (const part of parts) {
        expect(part.reversedMinor).toBe(part.amountMinor)
        expect(part.reversedShopMinor).toBe(part.amountShopMinor)
      }
    }),
    { numRuns: 2_000 },
  )
})
