import type { Drill, DrillSet } from '@/domain/reports/report-drill'
import type { Cell, CellValue, Column, Row, Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import {
  drillInto,
  type Group,
  groupRows,
  pointCell,
  type Question,
  sumIn,
  type Tally,
  tallyAt,
  wholeCell,
} from './question'

/** A column with how its value comes out of a tally, and the rows behind it. */
export type Measure = Column & {
  take: (tally: Tally) => CellValue
  /** What the rows behind it have beside the row's own values; left out: it is no sum of rows. */
  drill?: { set: DrillSet; where?: Record<string, string> }
}

/** Columns as a reader gets them, without how they are made. */
export function plainColumns(measures: readonly Measure[]): Column[] {
  return measures.map(({ take: _, drill: __, ...column }) => column)
}

export const count = (key: string, label: string, rest: Partial<Measure> = {}): Measure => ({
  key,
  label,
  unit: 'count',
  take: ({ n }) => n,
  ...rest,
})

/** A sum of money, in the currency given or else in the row's own. */
export const money = (
  sum: string,
  label: string,
  rest: Partial<Measure> & { key?: string } = {},
): Measure => ({
  key: sum,
  label,
  unit: 'money',
  take: (tally) => sumIn(tally, sum),
  ...rest,
})

/** The currencies that rows are in, the one with the most rows first. */
export function currenciesIn(rows: readonly SumRow[], name = 'shop_currency'): string[] {
  const counts = new Map<string, number>()
  for (const { by, n } of rows) {
    const currency = by[name]
    if (currency) counts.set(currency, (counts.get(currency) ?? 0) + n)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([code]) => code)
}

/** A table with a row for each group, in the order given. */
export function tableOf(
  question: Question,
  {
    head,
    measures,
    groups,
    most = groups.length,
    words = {},
    ...section
  }: Omit<Section, 'kind' | 'columns' | 'rows'> & {
    /** The columns that say what a row is of: dimensions of the groups. */
    head: { key: string; label: string }[]
    measures: readonly Measure[]
    groups: readonly Group[]
    /** So many rows are shown, and below them what the others come to in each currency. */
    most?: number
    /** What values of dimensions are called. */
    words?: Record<string, (value: string) => string>
  },
): Section {
  const ownRow = (group: Group): Row => {
    const named = head.map(({ key }) => {
      const value = group.by[key] ?? ''
      return [key, { value: words[key]?.(value) ?? value }] as const
    })
    const cells = { ...Object.fromEntries(named), ...measured(question, measures, group) }
    // No list filters by having no storefront.
    const isListed = group.by.storefront_id !== ''
    return { key: group.key, cells, ...(isListed && { by: group.by }) }
  }
  const rest = groups.slice(most)
  const label = { value: `${rest.length} others` }
  const rows = [
    ...groups.slice(0, most).map(ownRow),
    ...inCurrencies(rest).map((group): Row => {
      const cells = measured(question, measures, group)
      return { key: `others~${group.key}`, cells: { [head[0]?.key ?? '']: label, ...cells } }
    }),
  ]
  const columns: Column[] = [
    ...head.map((column) => ({ ...column, unit: 'text' as const })),
    ...plainColumns(measures),
  ]
  return { ...section, kind: 'table', columns, rows, ...drillsOf(question, measures) }
}

/** The rows behind each column; those of a cell are the ones with the values of its row or point. */
function drillsOf(
  question: Question,
  measures: readonly Measure[],
): { drills?: Record<string, Drill> } {
  const drills = measures.flatMap(({ key, drill }) =>
    drill ? [[key, drillInto(question, drill.set, drill.where)] as const] : [],
  )
  return drills.length > 0 ? { drills: Object.fromEntries(drills) } : {}
}

function measured(
  question: Question,
  measures: readonly Measure[],
  group: Group,
): Record<string, Cell> {
  const cells = measures.map(({ take, key, unit, currency }) => {
    const cell = wholeCell(question, group, take)
    const code = currency ?? group.by.currency ?? group.by.shop_currency
    return [key, unit === 'money' && code ? { ...cell, currency: code } : cell] as const
  })
  return Object.fromEntries(cells)
}

/** Groups added up to one for each currency that they are in. */
function inCurrencies(groups: readonly Group[]): Group[] {
  const rows = groups.flatMap(({ by, spans }) =>
    [...spans].map(([span, tally]): SumRow => ({ span, by, ...tally })),
  )
  const names = ['currency', 'shop_currency'].filter((name) => groups[0]?.by[name] !== undefined)
  return groupRows(rows, names)
}

/** Whether a row with these values is meant. */
export type IsOf = (by: Record<string, string>) => boolean

/** One line over time: which rows it is of, and what of them. */
export type Line = Measure & { isOf?: IsOf }

/** A series of lines over the points of the range, from rows of `pointSpans`. */
export function seriesOf(
  question: Question,
  {
    lines,
    rows,
    ...section
  }: Omit<Section, 'kind' | 'columns' | 'rows'> & {
    lines: readonly Line[]
    rows: readonly SumRow[]
  },
): Section {
  const groups = lines.map(({ isOf }) => groupRows(rows, [], isOf)[0])
  const points = question.range.points.map(({ start }, i): Row => {
    const cells: Record<string, Cell> = { time: { value: start } }
    for (const [at, { key, take }] of lines.entries())
      cells[key] = pointCell(question, i, groups[at], take)
    return { key: start.toISOString(), cells }
  })
  const time: Column = { key: 'time', label: 'Time', unit: 'time' }
  const columns = [time, ...plainColumns(lines).map(withoutTest)]
  return { ...section, kind: 'series', columns, rows: points, ...drillsOf(question, lines) }
}

function withoutTest(column: Column & { isOf?: unknown }): Column {
  const { isOf: _, ...rest } = column
  return rest
}

/** Headline numbers of the whole range, from rows of `wholeSpans`. */
export function figuresOf(
  question: Question,
  {
    figures,
    rows,
    ...section
  }: Omit<Section, 'kind' | 'columns' | 'rows'> & {
    figures: readonly Line[]
    rows: readonly SumRow[]
  },
): Section {
  const cells = figures.map(({ key, isOf, take, drill }) => [
    key,
    wholeCell(
      question,
      groupRows(rows, [], isOf)[0],
      take,
      drill && drillInto(question, drill.set, drill.where),
    ),
  ])
  const columns = plainColumns(figures).map(withoutTest)
  return {
    ...section,
    kind: 'figures',
    columns,
    rows: [{ key: 'all', cells: Object.fromEntries(cells) }],
  }
}

/** The groups with the largest value of the range first; of equal ones by name. */
export function largestFirst(
  groups: readonly Group[],
  take: (tally: Tally) => bigint | number,
): Group[] {
  return [...groups].sort((a, b) => {
    const difference = Number(take(tallyAt(b, 0))) - Number(take(tallyAt(a, 0)))
    return difference || a.key.localeCompare(b.key)
  })
}
