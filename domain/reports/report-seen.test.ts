import { expect, test } from 'vitest'
import { withDrills } from './point-drills'
import type { Report, Section } from './report-model'
import { reportSeenBy } from './report-seen'
import { readReportText, writeReportText } from './report-wire'

const [start, noon, end] = [0, 12, 24].map((hour) => new Date(Date.UTC(2026, 4, 5, hour))) as [
  Date,
  Date,
  Date,
]
const rowsOf = (set: 'orders' | 'refunds', from: Date, to: Date) => ({
  set,
  filter: { from: from.toISOString(), to: to.toISOString(), where: { canceled: 'no' } },
})
const figures: Section = {
  id: 'figures',
  title: 'So far',
  kind: 'figures',
  columns: [
    { key: 'orders', label: 'Orders', unit: 'count' },
    { key: 'refunds', label: 'Refunds', unit: 'count' },
    { key: 'sales', label: 'Sales', unit: 'money', currency: 'USD' },
  ],
  rows: [
    {
      key: 'all',
      cells: {
        orders: { value: 2, compare: null, drill: rowsOf('orders', start, end) },
        refunds: { value: 1, drill: rowsOf('refunds', start, end) },
        sales: { value: 2n ** 60n, compare: -5n, drill: rowsOf('orders', start, end) },
      },
    },
  ],
}
const series: Section = {
  id: 'sales-over-time',
  title: 'Sales',
  kind: 'series',
  columns: [
    { key: 'time', label: 'Time', unit: 'time' },
    { key: 'USD', label: 'USD', unit: 'money', currency: 'USD' },
  ],
  rows: [start, noon].map((at, i) => ({
    key: at.toISOString(),
    cells: {
      time: { value: at },
      USD: i === 0 ? { value: 3n, compare: null } : { value: null, compare: 1n },
    },
  })),
  drills: { USD: rowsOf('orders', start, end) },
}
const table: Section = {
  id: 'by-country',
  title: 'By country',
  kind: 'table',
  columns: [
    { key: 'country', label: 'Country', unit: 'text' },
    { key: 'refunds', label: 'Refunds', unit: 'count' },
    { key: 'given', label: 'Refunded', unit: 'money' },
    { key: 'since', label: 'Since', unit: 'time' },
  ],
  rows: [
    {
      key: 'DE~EUR',
      by: { country: 'DE', currency: 'EUR', reason: '7' },
      cells: {
        country: { value: '12' },
        refunds: { value: 12, compare: null },
        given: { value: 2n ** 60n, compare: 0n, currency: 'EUR' },
        since: { value: noon },
      },
    },
    {
      key: 'others~EUR',
      cells: { country: { value: '3 others' }, refunds: { value: 0.5, compare: 1 } },
    },
  ],
  drills: { refunds: rowsOf('refunds', start, end) },
}
const report: Report = {
  page: 'overview',
  asOf: start,
  freshnessSeconds: 0,
  range: { start, end, until: new Date(start.getTime() + 1), compare: { start, end, until: noon } },
  sections: [figures, series],
}

test('a report arrives as it was sent, to the last minor unit and the rows behind each number', () => {
  expect(readReportText(writeReportText(report))).toEqual(report)
})

test('a point opens the rows of its own span, unless it lies ahead', () => {
  const rows = withDrills(report).sections[1]?.rows.map(({ cells }) => cells.USD?.drill)
  expect(rows).toEqual([rowsOf('orders', start, noon), undefined])
})

test('a table arrives as it was sent, texts of digits and missing cells too', () => {
  const sent = { ...report, sections: [table, { ...table, rows: [] }] }
  expect(readReportText(writeReportText(sent))).toEqual(sent)
})

test('a row of a table opens the rows with its values, what sums others up opens none', () => {
  const rows = withDrills({ ...report, sections: [table] }).sections[0]?.rows ?? []
  const { filter } = rowsOf('refunds', start, end)
  expect(rows.map(({ cells }) => cells.refunds?.drill)).toEqual([
    {
      set: 'refunds',
      filter: {
        ...filter,
        country: 'DE',
        currency: 'EUR',
        where: { canceled: 'no', reason: '7' },
      },
    },
    undefined,
  ])
  expect(rows[0]?.cells.given?.drill).toBeUndefined()
})

test('a manager sees all of it', () => {
  expect(reportSeenBy('manager', report)).toEqual(report)
})

test('care sees how many, not how much, and opens what it may list', () => {
  const seen = reportSeenBy('care', report)
  expect(seen.sections.map(({ id }) => id)).toEqual(['figures'])
  expect(seen.sections[0]?.columns.map(({ key }) => key)).toEqual(['orders', 'refunds'])
  const { orders, refunds, sales } = seen.sections[0]?.rows[0]?.cells ?? {}
  expect(orders?.drill).toBeDefined()
  expect(refunds).toEqual({ value: 1 })
  expect(sales).toBeUndefined()
})
