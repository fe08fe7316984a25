import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backorderedUnits, parcelKey, splitByStock } from './split-shipment'

const line = fc.record({
  id: fc.uuid(),
  sku: fc.constantFrom('RED', 'BLUE', 'GREEN'),
  currentQuantity: fc.integer({ min: 1, max: 9 }),
})

test('every unit either ships or stays, and no more ships than is in stock', () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 6 }),
      fc.record({ RED: fc.nat(9), BLUE: fc.nat(9), GREEN: fc.integer({ min: -3, max: 9 }) }),
      (lines, stock) => {
        const { now, rest } = splitByStock(lines, new Map(Object.entries(stock)))
        const sum = (all: { units: number }[]) => all.reduce((total, { units }) => total + units, 0)
        const bought = lines.reduce((total, one) => total + one.currentQuantity, 0)
        expect(sum(now) + sum(rest)).toBe(bought)
        for (const [sku, there] of Object.entries(stock)) {
          const leaving = sum(now.filter((one) => one.sku === sku))
          expect(leaving).toBeLessThanOrEqual(Math.max(0, there))
          // Nothing stays while it is in stock.
          if (rest.some((one) => one.sku === sku)) expect(leaving).toBe(Math.max(0, there))
        }
      },
    ),
  )
})

test('a line without a SKU stays', () => {
  const lines = [{ id: 'a', sku: null, currentQuantity: 1 }]
  expect(splitByStock(lines, new Map()).rest).toHaveLength(1)
})

test('backordered units of a step result, and parcel keys', () => {
  expect([null, undefined, {}, { rest: '2' }, { rest: 2 }].map(backorderedUnits)).toEqual([
    0, 0, 0, 0, 2,
  ])
  expect([1, 2, 3].map((n) => parcelKey('o', n))).toEqual(['o:ship', 'o:ship:2', 'o:ship:3'])
})
