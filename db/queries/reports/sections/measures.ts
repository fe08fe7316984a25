import type { ColumnText } from '@/domain/reports/labels/page-labels'
import type { Drill, DrillSet } from '@/domain/reports/report-drill'
import type { Cell, CellValue, Column } from '@/domain/reports/report-model'
import { drillFor, type ReportContext } from './report-context'
import { type Group, type RowPredicate, sumIn, type Tally, tallyAt } from './tallies'

/** A column, how its value is computed from a tally, and its drill-down. */
export type Measure = Column & {
  compute: (tally: Tally) => CellValue
  /** The drill-down's filters, in addition to the row's dimensions. Omitted for rates. */
  drill?: { set: DrillSet; where?: Record<string, string> }
}

/** A measure of only those rows that `isIncluded` accepts; all rows without it. */
export type FilteredMeasure = Measure & { isIncluded?: RowPredicate }

/** Returns a measure that counts rows. */
export const count = (key: string, text: ColumnText, rest: Partial<Measure> = {}): Measure => ({
  key,
  ...text,
  unit: 'count',
  compute: ({ n }) => n,
  ...rest,
})

/** Returns a measure of a sum of money, in `rest.currency` or the currency of each row. */
export const money = (
  sum: string,
  text: ColumnText,
  rest: Partial<Measure> & { key?: string } = {},
): Measure => ({
  key: sum,
  ...text,
  unit: 'money',
  compute: (tally) => sumIn(tally, sum),
  ...rest,
})

/** Returns the columns as the API sends them, without computation and filters. */
export function columnsOf(measures: readonly FilteredMeasure[]): Column[] {
  return measures.map(({ compute: _, drill: __, isIncluded: ___, ...column }) => column)
}

/** Returns the drill-downs of a section by column. Rows and points narrow them to their own values. */
export function drillsOf(
  context: ReportContext,
  measures: readonly Measure[],
): { drills?: Record<string, Drill> } {
  const drills = measures.flatMap(({ key, drill }) =>
    drill ? [[key, drillFor(context, drill.set, drill.where)] as const] : [],
  )
  return drills.length > 0 ? { drills: Object.fromEntries(drills) } : {}
}

/** Returns the cells of a group, one per measure. */
export function cellsOf(
  context: ReportContext,
  measures: readonly Measure[],
  group: Group,
): Record<string, Cell> {
  const cells = measures.map(({ compute, key, unit, currency }) => {
    const cell = wholeCell(context, group, compute)
    const code = currency ?? group.by.currency ?? group.by.shop_currency
    return [key, unit === 'money' && code ? { ...cell, currency: code } : cell] as const
  })
  return Object.fromEntries(cells)
}

/** Returns the value of the whole range with that of the comparison. */
export function wholeCell(
  { range }: ReportContext,
  group: Group | undefined,
  compute: (tally: Tally) => CellValue,
  drill?: Drill,
): Cell {
  return {
    value: compute(tallyAt(group, 0)),
    ...(range.compare && { compare: compute(tallyAt(group, 1)) }),
    ...(drill && { drill }),
  }
}

/** Returns the value of the i-th point, null for a point in the future. */
export function pointCell(
  { range }: ReportContext,
  i: number,
  group: Group | undefined,
  compute: (tally: Tally) => CellValue,
): Cell {
  const { points, compare, until } = range
  const isInFuture = (points[i]?.start ?? until) > until
  const other = compare?.points[i]
  const isCompared = other && other.start < other.end && other.start <= compare.until
  return {
    value: isInFuture ? null : compute(tallyAt(group, i)),
    ...(compare && { compare: isCompared ? compute(tallyAt(group, points.length + i)) : null }),
  }
}
