import { expect, test } from 'vitest'
import { nextPollSeconds, paymentDue } from './payment-due'

const tender = (
  id: string,
  authorized: bigint,
  captured: bigint,
  voidedAt: Date | null = null,
) => ({
  id,
  authorizedMinor: authorized,
  capturedMinor: captured,
  authorizedShopMinor: authorized * 2n,
  capturedShopMinor: captured * 2n,
  voidedAt,
})
const order = { totalMinor: 100n, totalShopMinor: 200n }

test('the amount without an authorization is due', () => {
  expect(paymentDue(order, [])).toEqual({ dueMinor: 100n, dueShopMinor: 200n })
  expect(paymentDue(order, [tender('card', 60n, 0n)])).toEqual({
    dueMinor: 40n,
    dueShopMinor: 80n,
  })
})

test('an abandoned or voided tender counts only with its captures', () => {
  const gift = tender('gift', 30n, 30n)
  expect(paymentDue(order, [gift, tender('card', 70n, 0n)], 'card').dueMinor).toBe(70n)
  expect(paymentDue(order, [gift, tender('card', 70n, 20n)], 'card').dueMinor).toBe(50n)
  expect(paymentDue(order, [gift, tender('card', 70n, 0n, new Date())]).dueMinor).toBe(70n)
  expect(paymentDue(order, [gift, tender('card', 70n, 70n)], 'card').dueMinor).toBe(0n)
})

test('polls become less frequent, never more frequent', () => {
  const waits = Array.from({ length: 200 }, (_, polls) => nextPollSeconds(polls))
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits[0]).toBe(60)
  expect(waits.at(-1)).toBe(3600)
})
