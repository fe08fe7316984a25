import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PayableTender, planCapture } from './capture-plan'

const card = (change: Partial<PayableTender> = {}): PayableTender => ({
  id: 'p1',
  kind: 'card',
  gateway: 'stripe',
  gatewayReference: 'pi_1',
  currency: 'EUR',
  authorizedMinor: 100n,
  capturedMinor: 0n,
  voidedAt: null,
  ...change,
})
const order = (totalMinor: bigint, storefrontPaymentStatus = 'authorized') => ({
  totalMinor,
  currency: 'EUR',
  storefrontPaymentStatus,
})
const captured = { capturedMinor: 100n }
const voided = { voidedAt: new Date(0) }

test.each([
  ['nothing to pay', order(0n), [], { plan: 'paid', by: 'nothing_to_pay' }],
  ['paid at the storefront', order(100n, 'paid'), [card()], { plan: 'paid', by: 'storefront' }],
  ['no tender yet', order(100n), [], { plan: 'wait', reason: 'the payment' }],
  ['authorized with us', order(100n), [card()], { plan: 'capture', amountMinor: 100n }],
  ['captured', order(100n), [card(captured)], { plan: 'paid', by: 'tenders' }],
  ['the remainder is missing', order(150n), [card()], { plan: 'incomplete', promisedMinor: 100n }],
  ['the remainder is pending', order(150n, 'pending'), [card()], { plan: 'wait' }],
  ['too much', order(90n), [card()], { plan: 'mismatch', promisedMinor: 100n }],
  ['another currency', order(100n), [card({ currency: 'USD' })], { plan: 'mismatch' }],
  ['voided', order(100n), [card(voided)], { plan: 'expired' }],
  ['voided before its tender is known', order(100n, 'voided'), [], { plan: 'expired' }],
  ['voided and paid again', order(100n), [card(voided), card({ id: 'p2' })], { plan: 'capture' }],
  ['no reference', order(100n), [card({ gatewayReference: '' })], { plan: 'wait' }],
  ['another gateway', order(100n), [card({ gateway: 'bogus' })], { plan: 'wait' }],
] as const)('%s', (_, given, tenders, expected) => {
  expect(planCapture(given, tenders)).toMatchObject(expected)
})

test('a gift card that the storefront has not captured yet comes before the card', () => {
  const gift = card({ id: 'g', kind: 'gift_card', gateway: 'gift_card' })
  expect(planCapture(order(200n), [card(), gift])).toMatchObject({ plan: 'wait' })
  expect(planCapture(order(200n), [card(), { ...gift, ...captured }])).toMatchObject({
    plan: 'capture',
    tender: { id: 'p1' },
  })
})

test('executed step by step, the plan captures exactly the total and then stops', () => {
  const amounts = fc.array(fc.bigInt({ min: 1n, max: 10_000n }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(amounts, (parts) => {
      const total = parts.reduce((sum, part) => sum + part, 0n)
      let tenders = parts.map((part, index) =>
        card({ id: `p${index}`, gatewayReference: `pi_${index}`, authorizedMinor: part }),
      )
      for (let moves = 0; moves < parts.length; moves += 1) {
        const plan = planCapture(order(total), tenders)
        if (plan.plan !== 'capture') throw new Error(`Unexpected plan: ${plan.plan}`)
        const { id } = plan.tender
        tenders = tenders.map((one) =>
          one.id === id ? { ...one, capturedMinor: one.capturedMinor + plan.amountMinor } : one,
        )
      }
      expect(planCapture(order(total), tenders)).toEqual({ plan: 'paid', by: 'tenders' })
      expect(tenders.reduce((sum, one) => sum + one.capturedMinor, 0n)).toBe(total)
    }),
  )
})
