import { expect, test } from 'vitest'
import type { Section } from '@/domain/reports/report-model'
import { layOutSections } from './section-layout'

const section = (kind: Section['kind'], columns: number): Section => ({
  id: kind,
  title: kind,
  kind,
  columns: Array.from({ length: columns }, (_, i) => ({
    key: String(i),
    label: String(i),
    unit: 'count',
  })),
  rows: [],
})
const chart = section('series', 2)
const wideTable = section('table', 6)
const widths = (...sections: Section[]) =>
  layOutSections(sections).map(({ isWide }) => (isWide ? 'wide' : 'half'))

test('puts narrow sections side by side', () => {
  expect(widths(chart, chart, section('table', 5), chart)).toEqual(['half', 'half', 'half', 'half'])
})

test('widens tables with many columns and sections without a neighbor', () => {
  expect(widths(chart, chart, chart)).toEqual(['half', 'half', 'wide'])
  expect(widths(chart, wideTable, chart, chart)).toEqual(['wide', 'wide', 'half', 'half'])
})
