import { BIN_ERROR, percentileOfBins } from '@/domain/reports/histogram'
import type { Cell, Column, Row, Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import type { Question } from './question'

const PERCENTILES = [
  ['p50', 0.5, 'half'],
  ['p90', 0.9, '90 %'],
  ['p95', 0.95, '95 %'],
] as const

/** The three columns of a duration, e.g. `touch:p50`. */
export function percentileColumns(prefix: string, label: string): Column[] {
  return PERCENTILES.map(([name, , words]) => ({
    key: `${prefix}:${name}`,
    label: `${label}, ${name}`,
    unit: 'duration',
    better: 'down',
    relativeError: BIN_ERROR,
    hint: `In ${words} of the cases it took at most so long; right to 2 %.`,
  }))
}

/** Their cells, from rows with their bins, of the whole range and its comparison. */
export function percentileCells(
  { range }: Question,
  prefix: string,
  rows: readonly SumRow[],
): Record<string, Cell> {
  const [now, before] = [binCounts(rows, 0), binCounts(rows, 1)]
  return Object.fromEntries(
    PERCENTILES.map(([name, p]) => [
      `${prefix}:${name}`,
      {
        value: percentileOfBins(now, p),
        ...(range.compare && { compare: percentileOfBins(before, p) }),
      },
    ]),
  )
}

/** Adds columns of durations to a table; `rowsOf` gives the counted bins behind one of its rows. */
export function withPercentiles(
  question: Question,
  section: Section,
  prefix: string,
  label: string,
  rowsOf: (row: Row) => readonly SumRow[],
): Section {
  return {
    ...section,
    columns: [...section.columns, ...percentileColumns(prefix, label)],
    rows: section.rows.map((row) => ({
      ...row,
      cells: { ...row.cells, ...percentileCells(question, prefix, rowsOf(row)) },
    })),
  }
}

function binCounts(rows: readonly SumRow[], span: number): Map<number, number> {
  const counts = new Map<number, number>()
  for (const row of rows) {
    if (row.span !== span) continue
    for (const [bin, n] of row.bins ?? []) counts.set(bin, (counts.get(bin) ?? 0) + n)
  }
  return counts
}
