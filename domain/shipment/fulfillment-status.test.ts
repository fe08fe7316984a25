import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { deriveFulfillmentStatus, type LineToShip, type ParcelState } from './fulfillment-status'

const line = (id: string, quantity: number, requiresShipping = true): LineToShip => ({
  id,
  quantity,
  requiresShipping,
})
const parcel = (status: ParcelState['status'], ...lines: [string, number][]): ParcelState => ({
  status,
  lines: lines.map(([lineId, quantity]) => ({ lineId, quantity })),
})

it.each([
  ['nothing shipped', [line('a', 2)], [], 'unfulfilled'],
  ['a label not yet bought', [line('a', 2)], [parcel('pending', ['a', 2])], 'unfulfilled'],
  ['a canceled label', [line('a', 2)], [parcel('canceled', ['a', 2])], 'unfulfilled'],
  ['one of two', [line('a', 2)], [parcel('in_transit', ['a', 1])], 'partial'],
  [
    'in two parcels',
    [line('a', 2)],
    [parcel('lost', ['a', 1]), parcel('delivered', ['a', 1])],
    'fulfilled',
  ],
  ['one line of two', [line('a', 1), line('b', 1)], [parcel('delivered', ['a', 1])], 'partial'],
  ['a line removed', [line('a', 1), line('b', 0)], [parcel('delivered', ['a', 1])], 'fulfilled'],
  ['nothing to ship', [line('a', 1, false)], [], 'fulfilled'],
  ['everything removed', [line('a', 0)], [], 'unfulfilled'],
] as const)('%s', (_, lines, parcels, expected) => {
  expect(deriveFulfillmentStatus(lines, parcels)).toBe(expected)
})

test('shipping more never lowers the status', () => {
  const order = ['unfulfilled', 'partial', 'fulfilled']
  const ids = fc.constantFrom('a', 'b', 'c')
  const lines = fc.tuple(...['a', 'b', 'c'].map((id) => fc.nat({ max: 3 }).map((n) => line(id, n))))
  const parcels = fc.array(
    fc.tuple(ids, fc.integer({ min: 1, max: 3 })).map((one) => parcel('delivered', one)),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(lines, parcels, (bought, sent) => {
      const all = order.indexOf(deriveFulfillmentStatus(bought, sent))
      const fewer = order.indexOf(deriveFulfillmentStatus(bought, sent.slice(1)))
      expect(fewer).toBeLessThanOrEqual(all)
    }),
    { numRuns: 5_000 },
  )
})
