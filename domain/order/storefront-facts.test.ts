import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Cancellation,
  furtherFulfillment,
  mergeCancellation,
  mergePaymentStatus,
  type StorefrontPaymentStatuses,
} from './storefront-facts'

const STATUSES = [
  'pending',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
]

test('merged payment statuses do not depend on the order of arrival', () => {
  const shuffled = fc
    .array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 6 })
    .chain((statuses) => {
      const versions = statuses.map((status, age) => ({ status, age }))
      return fc.record({
        versions: fc.constant(versions),
        arrival: fc.shuffledSubarray(versions, { minLength: statuses.length }),
      })
    })
  const merge = (versions: { status: string; age: number }[]) => {
    let known: StorefrontPaymentStatuses | undefined
    let newest = -1
    for (const { status, age } of versions) {
      known = mergePaymentStatus(known, status, age > newest)
      newest = Math.max(newest, age)
    }
    return known
  }
  fc.assert(
    fc.property(shuffled, ({ versions, arrival }) => {
      expect(merge(arrival)).toEqual(merge(versions))
    }),
  )
})

test.each([
  ['pending', 'paid', 'paid'],
  ['authorized', 'refunded', 'refunded'],
  ['partially_paid', 'paid', 'partially_paid'],
  ['voided', 'authorized', 'voided'],
  ['authorized', 'pending', 'authorized'],
])('%s now and %s before is %s', (now, before, merged) => {
  const known = mergePaymentStatus(undefined, before, true)
  expect(mergePaymentStatus(known, now, true).storefrontPaymentStatus).toBe(merged)
})

test('the earliest cancellation wins, in any order of arrival', () => {
  const at = (day: number, reason: string | null): Cancellation => ({
    at: new Date(Date.UTC(2026, 0, day)),
    reason,
  })
  const all = [at(2, 'fraud'), at(1, 'customer'), at(1, null), undefined]
  for (const a of all) {
    for (const b of all) expect(mergeCancellation(a, b)).toEqual(mergeCancellation(b, a))
  }
  expect(mergeCancellation(all[0], all[1])).toBe(all[1])
  expect(mergeCancellation(undefined, undefined)).toBeUndefined()
})

test('the further of two fulfillment statuses wins', () => {
  expect(furtherFulfillment('unfulfilled', 'partial')).toBe('partial')
  expect(furtherFulfillment('fulfilled', 'partial')).toBe('fulfilled')
})
