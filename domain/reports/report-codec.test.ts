import fc from 'fast-check'
import superjson from 'superjson'
import { expect, test } from 'vitest'
import { decodeReport, encodeReport } from './report-codec'
import type { Cell, Report, Row, Section } from './report-model'

const start = new Date(Date.UTC(2026, 4, 5))
const reportOf = (sections: Section[]): Report => ({
  page: 'sales',
  asOf: start,
  freshnessSeconds: 0.5,
  range: { start, end: start, until: start },
  sections,
})

/** Returns what the browser decodes: tRPC serializes every response with superjson and JSON. */
function roundTrip(report: Report): Report {
  const body = JSON.stringify(superjson.serialize(encodeReport(report)))
  return decodeReport(superjson.deserialize(JSON.parse(body)))
}

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('', '12', '-5', '@1', "'", "''", "'12", '@', '-', '2026-05-05', '½', '"', '\\'),
)
const value = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
  fc.bigInt(),
  fc.date({ noInvalidDate: true }),
  fc.constant(null),
)
const cell: fc.Arbitrary<Cell> = fc.record(
  {
    value,
    compare: value,
    currency: fc.constantFrom('EUR', 'USD'),
    drill: fc.constant({ set: 'orders' as const, filter: { where: { country: 'DE' } } }),
    link: text,
  },
  { requiredKeys: ['value'] },
) as fc.Arbitrary<Cell>
const row: fc.Arbitrary<Row> = fc.record(
  {
    key: text,
    cells: fc.dictionary(fc.constantFrom('time', 'a', 'b'), cell, { noNullPrototype: true }),
    by: fc.dictionary(fc.constantFrom('country', 'reason'), fc.string(), { noNullPrototype: true }),
  },
  { requiredKeys: ['key', 'cells'] },
) as fc.Arbitrary<Row>
const section = fc.record({
  id: fc.string(),
  title: fc.string(),
  kind: fc.constantFrom('figures' as const, 'series' as const, 'table' as const),
  columns: fc.constant<Section['columns']>([{ key: 'a', label: 'A', unit: 'count' }]),
  rows: fc.array(row, { maxLength: 4 }),
})

test('decodes every report to an equal one', () => {
  fc.assert(
    fc.property(fc.array(section, { maxLength: 3 }), (sections) => {
      const report = reportOf(sections)
      expect(roundTrip(report)).toEqual(report)
    }),
  )
})

test('omits the keys of a series, because they are its times', () => {
  const at = (day: number) => new Date(start.getTime() + day * 86_400_000)
  const series: Section = {
    id: 'over-time',
    title: 'Over time',
    kind: 'series',
    columns: [
      { key: 'time', label: 'Time', unit: 'time' },
      { key: 'orders', label: 'Orders', unit: 'count' },
    ],
    rows: [0, 1, 2].map((day) => ({
      key: at(day).toISOString(),
      cells: { time: { value: at(day) }, orders: { value: day } },
    })),
  }
  const report = reportOf([series])
  expect(roundTrip(report)).toEqual(report)
  expect(encodeReport(report).sections).not.toContain('"keys"')
})
