import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatOrderCursor, type OrderSortKey, parseOrderCursor } from './list-cursor'

const values: Record<OrderSortKey, fc.Arbitrary<string>> = {
  placed: fc.integer({ min: -1e12, max: 4e13 }).map(String),
  total: fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String),
  customer: fc.string({ unit: 'grapheme', maxLength: 200 }).filter((name) => !name.includes('\0')),
}

it.each(['placed', 'total', 'customer'] as const)('parses the cursors it formats, by %s', (key) => {
  const cursors = fc.record({
    segment: fc.constantFrom('exact' as const, 'rest' as const),
    value: values[key],
    id: fc.uuid({ version: [4, 7] }),
  })
  fc.assert(
    fc.property(cursors, (cursor) => {
      const text = formatOrderCursor(cursor)
      expect(parseOrderCursor(text, key)).toEqual(cursor)
      expect(text).toMatch(/^[^.]*\.[^.]*\.[^.]*$/)
    }),
  )
})

it('rejects anything else', () => {
  fc.assert(fc.property(fc.string(), (text) => parseOrderCursor(text, 'customer') === undefined))
})

it.each([
  '',
  'rest.1.x',
  'rest.1',
  'other.1.01a203f5-c61d-7188-b94d-6307f7177413',
  'rest.1e3.01a203f5-c61d-7188-b94d-6307f7177413',
  'rest.%.01a203f5-c61d-7188-b94d-6307f7177413',
  'rest.9999999999999999.01a203f5-c61d-7188-b94d-6307f7177413',
  'rest.1.01a203f5-c61d-7188-b94d-6307f7177413.more',
])('rejects %j', (text) => {
  expect(parseOrderCursor(text, 'placed')).toBeUndefined()
})
