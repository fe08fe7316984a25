import { expect, test } from 'vitest'
import { withDrills } from './point-drills'
import { redactReport } from './redact-report'
import { decodeReport, encodeReport } from './report-codec'
import type { Report, Section } from './report-model'

const [start, noon, end] = [0, 12, 24].map((hour) => new Date(Date.UTC(2026, 4, 5, hour))) as [
  Date,
  Date,
  Date,
]
const drillTo = (set: 'orders' | 'refunds', from: Date, to: Date) => ({
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
        orders: { value: 2, compare: null, drill: drillTo('orders', start, end) },
        refunds: { value: 1, drill: drillTo('refunds', start, end) },
        sales: { value: 2n ** 60n, compare: -5n, drill: drillTo('orders', start, end) },
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
  drills: { USD: drillTo('orders', start, end) },
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
  drills: { refunds: drillTo('refunds', start, end) },
}
const report: Report = {
  page: 'overview',
  asOf: start,
  freshnessSeconds: 0,
  range: { start, end, until: new Date(start.getTime() + 1), compare: { start, end, until: noon } },
  sections: [figures, series],
}

test('decodes to the same report, including minor units and drill-downs', () => {
  expect(decodeReport(encodeReport(report))).toEqual(report)
})

test('narrows the drill-down of a point to its span, unless it is in the future', () => {
  const rows = withDrills(report).sections[1]?.rows.map(({ cells }) => cells.USD?.drill)
  expect(rows).toEqual([drillTo('orders', start, noon), undefined])
})

test('decodes to the same table, including numeric texts and missing cells', () => {
  const original = { ...report, sections: [table, { ...table, rows: [] }] }
  expect(decodeReport(encodeReport(original))).toEqual(original)
})

test('narrows the drill-down of a row to its values, with none for summary rows', () => {
  const rows = withDrills({ ...report, sections: [table] }).sections[0]?.rows ?? []
  const { filter } = drillTo('refunds', start, end)
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

test('shows managers the whole report', () => {
  expect(redactReport('manager', report)).toEqual(report)
})

test('shows care counts without amounts, and only permitted drill-downs', () => {
  const redacted = redactReport('care', report)
  expect(redacted.sections.map(({ id }) => id)).toEqual(['figures'])
  expect(redacted.sections[0]?.columns.map(({ key }) => key)).toEqual(['orders', 'refunds'])
  const { orders, refunds, sales } = redacted.sections[0]?.rows[0]?.cells ?? {}
  expect(orders?.drill).toBeDefined()
  expect(refunds).toEqual({ value: 1 })
  expect(sales).toBeUndefined()
})
