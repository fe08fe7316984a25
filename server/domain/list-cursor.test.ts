import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatOrderCursor, type OrderCursor, parseOrderCursor } from './list-cursor'

const cursors: fc.Arbitrary<OrderCursor> = fc.record({
  segment: fc.constantFrom('exact', 'rest'),
  placedAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('3000-01-01') }),
  id: fc.uuid({ version: [4, 7] }),
})

it('reads what it wrote', () => {
  fc.assert(
    fc.property(cursors, (cursor) => {
      expect(parseOrderCursor(formatOrderCursor(cursor))).toEqual(cursor)
    }),
  )
})

it('reads nothing else', () => {
  fc.assert(fc.property(fc.string(), (text) => parseOrderCursor(text) === undefined))
})

it.each([
  '',
  'rest.1.x',
  'rest.1',
  'other.1.01a203f5-c61d-7188-b94d-6307f7177413',
  'rest.1e3.01a203f5-c61d-7188-b94d-6307f7177413',
  'rest.9999999999999999.01a203f5-c61d-7188-b94d-6307f7177413',
  'rest.1.01a203f5-c61d-7188-b94d-6307f7177413.more',
])('refuses %j', (text) => {
  expect(parseOrderCursor(text)).toBeUndefined()
})
