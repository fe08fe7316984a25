import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { RefundError } from './refund-error'
import { shopSideMinor } from './shop-side'

const payment = {
  capturedMinor: 1_000n,
  capturedShopMinor: 333n,
  refundedMinor: 0n,
  refundedShopMinor: 0n,
}

it('uses the rate of the capture', () => {
  expect(shopSideMinor(payment, 500n)).toBe(166n)
  expect(shopSideMinor({ ...payment, refundedMinor: 500n, refundedShopMinor: 166n }, 500n)).toBe(
    167n,
  )
})

it('refunds the remainder last, even after refunds at another rate', () => {
  expect(shopSideMinor({ ...payment, refundedMinor: 999n, refundedShopMinor: 300n }, 1n)).toBe(33n)
  expect(shopSideMinor({ ...payment, refundedMinor: 500n, refundedShopMinor: 333n }, 100n)).toBe(0n)
})

it('refuses more than is left', () => {
  expect(() => shopSideMinor({ ...payment, refundedMinor: 1n }, 1_000n)).toThrow(RefundError)
  expect(() => shopSideMinor(payment, -1n)).toThrow(RefundError)
})

test('any sequence of refunds adds up to what the shop was paid, for every currency pair', () => {
  const minor = fc.bigInt({ min: 1n, max: 10n ** 9n })
  const parts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 8n }), { maxLength: 20 })
  fc.assert(
    fc.property(minor, minor, parts, (capturedMinor, capturedShopMinor, wishes) => {
      const sums = { capturedMinor, capturedShopMinor, refundedMinor: 0n, refundedShopMinor: 0n }
      for (const wish of [...wishes, capturedMinor]) {
        const left = capturedMinor - sums.refundedMinor
        const amount = wish < left ? wish : left
        const share = shopSideMinor(sums, amount)
        expect(share >= 0n).toBe(true)
        sums.refundedMinor += amount
        sums.refundedShopMinor += share
        expect(sums.refundedShopMinor <= capturedShopMinor).toBe(true)
      }
      expect(sums).toMatchObject({
        refundedMinor: capturedMinor,
        refundedShopMinor: capturedShopMinor,
      })
    }),
    { numRuns: 10_000 },
  )
})
