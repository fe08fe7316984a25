import { expect, test } from 'vitest'
import type { Column, Row, Section } from '@/domain/reports/report-model'
import { chartGroups, MAX_SERIES } from './chart-groups'
import { plotSeries } from './series-data'

const column = (i: number): Column => ({ key: `c${i}`, label: `C${i}`, unit: 'count' })

function plot(count: number, compare?: number | null) {
  const columns = Array.from({ length: count }, (_, i) => column(i))
  const cells = Object.fromEntries(
    columns.map(({ key }, i) => [key, { value: i, ...(compare !== undefined && { compare }) }]),
  )
  const rows: Row[] = [{ key: 'p', cells }]
  const section: Section = { id: 's', title: 'S', kind: 'series', columns, rows }
  const [group] = chartGroups(section)
  if (!group) throw new Error('The section has no group.')
  return plotSeries(section, group)
}

test('plots each column with its comparison', () => {
  const { series, points, isCompared, isShortened } = plot(2, 5)
  expect(series.map(({ name, before }) => [name, before])).toEqual([
    ['now0', 'before0'],
    ['now1', 'before1'],
  ])
  expect(points).toEqual([{ key: 'p', now0: 0, before0: 5, now1: 1, before1: 5 }])
  expect({ isCompared, isShortened }).toEqual({ isCompared: true, isShortened: false })
})

test('omits the comparison with more than two series or without values', () => {
  expect(plot(3, 5).isCompared).toBe(false)
  expect(plot(1, null).isCompared).toBe(false)
  expect(plot(1).isCompared).toBe(false)
})

test('keeps the largest series in their order', () => {
  const { series, isShortened } = plot(MAX_SERIES + 2)
  expect(series.map(({ column: { key } }) => key)).toEqual(['c2', 'c3', 'c4', 'c5', 'c6', 'c7'])
  expect(isShortened).toBe(true)
})
