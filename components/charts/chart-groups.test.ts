import { expect, test } from 'vitest'
import type { Column, Row, Section } from '@/domain/reports/report-model'
import { chartGroups } from './chart-groups'

const time: Column = { key: 'time', label: 'Time', unit: 'time' }
const money = (currency: string): Column => ({
  key: currency,
  label: currency,
  unit: 'money',
  currency,
})
const count = (key: string): Column => ({ key, label: key, unit: 'count' })

function section(columns: Column[], rest: Partial<Section> = {}): Section {
  return { id: 'over-time', title: 'Over time', kind: 'series', columns, rows: [], ...rest }
}

test('groups columns by unit and currency, without text and time', () => {
  const text: Column = { key: 'country', label: 'Country', unit: 'text' }
  const groups = chartGroups(
    section([time, text, count('opened'), money('EUR'), count('closed'), money('USD')]),
  )
  expect(groups.map(({ id, label, unit, currency }) => [id, label, unit, currency])).toEqual([
    ['count', 'Count', 'count', undefined],
    ['EUR', 'EUR', 'money', 'EUR'],
    ['USD', 'USD', 'money', 'USD'],
  ])
  expect(groups[0]?.columns.map(({ key }) => key)).toEqual(['opened', 'closed'])
})

test('takes the currency from the cells if the column has none', () => {
  const amount: Column = { key: 'amount', label: 'Amount', unit: 'money' }
  const rows: Row[] = [
    { key: 'a', cells: {} },
    { key: 'b', cells: { amount: { value: 1n, currency: 'JPY' } } },
  ]
  expect(chartGroups(section([time, amount], { rows }))).toMatchObject([
    { id: 'JPY', label: 'JPY', currency: 'JPY' },
  ])
  expect(chartGroups(section([time, amount]))).toMatchObject([{ id: 'money', label: 'Amount' }])
})

test('returns no groups for tables and metrics', () => {
  expect(chartGroups(section([count('orders')], { kind: 'table' }))).toEqual([])
  expect(chartGroups(section([count('orders')], { kind: 'figures' }))).toEqual([])
})
