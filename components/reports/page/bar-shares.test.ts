import { expect, test } from 'vitest'
import type { Cell, Column, Row, Section } from '@/domain/reports/report-model'
import { barShares } from './bar-shares'

const COLUMNS: Column[] = [
  { key: 'country', label: 'Country', unit: 'text' },
  { key: 'rate', label: 'Rate', unit: 'percent' },
  { key: 'sales', label: 'Sales', unit: 'money' },
  { key: 'orders', label: 'Orders', unit: 'count' },
]

const row = (key: string, value: Cell['value'], currency = 'EUR'): Row => ({
  key,
  cells: { country: { value: key }, sales: { value, currency } },
})

function table(rows: Row[], columns = COLUMNS): Section {
  return { id: 'by-country', title: 'By country', kind: 'table', columns, rows }
}

test('scales the first count or money column to its largest value', () => {
  const rows = [row('DE', 400n), row('FR', 100n), row('IT', 0n), row('NP', null)]
  const shares = barShares(table(rows))
  expect(shares?.column).toBe('sales')
  expect(rows.map((each) => shares?.of(each))).toEqual([1, 0.25, 0, 0])
})

test('excludes summary rows', () => {
  const rows = [row('DE', 400n), row('FR', 100n), row('others~EUR', 900n)]
  const shares = barShares(table(rows))
  expect(rows.map((each) => shares?.of(each))).toEqual([1, 0.25, 0])
})

test('treats a missing cell as zero', () => {
  const missing: Row = { key: 'FR', cells: { country: { value: 'FR' } } }
  const columns = COLUMNS.filter(({ key }) => key !== 'sales')
  const rows: Row[] = [{ key: 'DE', cells: { orders: { value: 3 } } }, missing]
  const shares = barShares(table(rows, columns))
  expect(shares?.column).toBe('orders')
  expect(shares?.of(missing)).toBe(0)
})

test('draws no bars that would mislead', () => {
  expect(barShares(table([row('DE', 400n)]))).toBeUndefined()
  expect(barShares(table([row('DE', 400n), row('others~EUR', 1n)]))).toBeUndefined()
  expect(barShares(table([row('DE', 400n), row('US', 100n, 'USD')]))).toBeUndefined()
  expect(barShares(table([row('DE', 400n), row('FR', -100n)]))).toBeUndefined()
  expect(barShares(table([row('DE', 0n), row('FR', 0n)]))).toBeUndefined()
  const [text, rate] = COLUMNS
  if (!text || !rate) throw new Error('The columns are missing.')
  expect(barShares(table([row('DE', 1n), row('FR', 2n)], [text, rate]))).toBeUndefined()
})
