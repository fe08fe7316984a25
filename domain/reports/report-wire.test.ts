import fc from 'fast-check'
import superjson from 'superjson'
import { expect, test } from 'vitest'
import type { Cell, Report, Row, Section } from './report-model'
import { readReportText, writeReportText } from './report-wire'

const start = new Date(Date.UTC(2026, 4, 5))
const reportOf = (sections: Section[]): Report => ({
  page: 'sales',
  asOf: start,
  freshnessSeconds: 0.5,
  range: { start, end: start, until: start },
  sections,
})

/** What a browser reads: tRPC sends every answer through superjson and JSON. */
function received(report: Report): Report {
  const body = JSON.stringify(superjson.serialize(writeReportText(report)))
  return readReportText(superjson.deserialize(JSON.parse(body)))
}

const words = fc.oneof(
  fc.string(),
  fc.constantFrom('', '12', '-5', '@1', "'", "''", "'12", '@', '-', '2026-05-05', '½', '"', '\\'),
)
const value = fc.oneof(
  words,
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
    link: words,
  },
  { requiredKeys: ['value'] },
) as fc.Arbitrary<Cell>
const row: fc.Arbitrary<Row> = fc.record(
  {
    key: words,
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

test('every report arrives as it was sent', () => {
  fc.assert(
    fc.property(fc.array(section, { maxLength: 3 }), (sections) => {
      const report = reportOf(sections)
      expect(received(report)).toEqual(report)
    }),
  )
})

test('a series is sent without keys, because they are its times', () => {
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
  expect(received(report)).toEqual(report)
  expect(writeReportText(report).sections).not.toContain('"keys"')
})
