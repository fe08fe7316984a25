import type { ColumnText } from '@/domain/reports/labels/page-labels'
import {
  PERCENTILE_HINTS,
  PERCENTILES,
  type Percentile,
} from '@/domain/reports/labels/percentile-labels'
import type { Cell, Column, Row, Section } from '@/domain/reports/report-model'
import { BIN_ERROR, percentileOfBins } from '@/domain/reports/rollups/histogram'
import type { SumRow } from '../read-topic'
import type { ReportContext } from './report-context'

const NAMES = Object.keys(PERCENTILES) as Percentile[]

/** Returns one column per percentile of a duration, e.g. `touch:p50`. */
export function percentileColumns(prefix: string, { label }: ColumnText): Column[] {
  return NAMES.map((name) => ({
    key: `${prefix}:${name}`,
    label: `${label}, ${name}`,
    unit: 'duration',
    better: 'down',
    relativeError: BIN_ERROR,
    hint: PERCENTILE_HINTS[name],
  }))
}

/** Returns the cells of `percentileColumns` for the range and its comparison, from binned rows. */
export function percentileCells(
  { range }: ReportContext,
  prefix: string,
  rows: readonly SumRow[],
): Record<string, Cell> {
  const [now, before] = [binCounts(rows, 0), binCounts(rows, 1)]
  return Object.fromEntries(
    NAMES.map((name) => [
      `${prefix}:${name}`,
      {
        value: percentileOfBins(now, PERCENTILES[name]),
        ...(range.compare && { compare: percentileOfBins(before, PERCENTILES[name]) }),
      },
    ]),
  )
}

/** Adds percentile columns to a table. `rowsOf` returns the binned rows behind a table row. */
export function withPercentiles(
  context: ReportContext,
  section: Section,
  prefix: string,
  text: ColumnText,
  rowsOf: (row: Row) => readonly SumRow[],
): Section {
  return {
    ...section,
    columns: [...section.columns, ...percentileColumns(prefix, text)],
    rows: section.rows.map((row) => ({
      ...row,
      cells: { ...row.cells, ...percentileCells(context, prefix, rowsOf(row)) },
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
