import { TIME_TEXT } from '@/domain/reports/labels/page-labels'
import type { Cell, Column, Row, Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import {
  cellsOf,
  columnsOf,
  drillsOf,
  type FilteredMeasure,
  type Measure,
  pointCell,
  wholeCell,
} from './measures'
import { drillFor, type ReportContext } from './report-context'
import { type Group, groupRows, mergeByCurrency } from './tallies'

type SectionFrame = Omit<Section, 'kind' | 'columns' | 'rows'>

type TableOptions = SectionFrame & {
  /** The dimensions that identify a row, as text columns. */
  dimensions: { key: string; label: string }[]
  measures: readonly Measure[]
  groups: readonly Group[]
  /** Groups beyond this number are summed in one row per currency. */
  maxRows?: number
  /** Formats dimension values for display. */
  valueLabels?: Record<string, (value: string) => string>
}

/** Returns a table with one row per group, in the given order. */
export function tableSection(context: ReportContext, options: TableOptions): Section {
  const { dimensions, measures, groups, maxRows = groups.length, valueLabels, ...frame } = options
  const columns: Column[] = [
    ...dimensions.map((column) => ({ ...column, unit: 'text' as const })),
    ...columnsOf(measures),
  ]
  const rows = [
    ...groups.slice(0, maxRows).map((group) => groupRow(context, options, group)),
    ...otherRows(context, options, groups.slice(maxRows)),
  ]
  return { ...frame, kind: 'table', columns, rows, ...drillsOf(context, measures) }
}

function groupRow(context: ReportContext, options: TableOptions, group: Group): Row {
  const { dimensions, measures, valueLabels = {} } = options
  const texts = dimensions.map(({ key }) => {
    const value = group.by[key] ?? ''
    return [key, { value: valueLabels[key]?.(value) ?? value }] as const
  })
  const cells = { ...Object.fromEntries(texts), ...cellsOf(context, measures, group) }
  // The drill-down can't filter by a missing storefront.
  const canDrill = group.by.storefront_id !== ''
  return { key: group.key, cells, ...(canDrill && { by: group.by }) }
}

function otherRows(
  context: ReportContext,
  { dimensions, measures }: TableOptions,
  others: readonly Group[],
): Row[] {
  const label = { value: `${others.length} others` }
  return mergeByCurrency(others).map((group): Row => {
    const cells = cellsOf(context, measures, group)
    return { key: `others~${group.key}`, cells: { [dimensions[0]?.key ?? '']: label, ...cells } }
  })
}

type MeasuredRows = SectionFrame & {
  measures: readonly FilteredMeasure[]
  rows: readonly SumRow[]
}

/** Returns a series over the points of the range, from rows summed over `pointSpans`. */
export function seriesSection(
  context: ReportContext,
  { measures, rows, ...frame }: MeasuredRows,
): Section {
  const groups = measures.map(({ isIncluded }) => groupRows(rows, [], isIncluded)[0])
  const points = context.range.points.map(({ start }, i): Row => {
    const cells: Record<string, Cell> = { time: { value: start } }
    for (const [at, { key, compute }] of measures.entries())
      cells[key] = pointCell(context, i, groups[at], compute)
    return { key: start.toISOString(), cells }
  })
  const time: Column = { key: 'time', ...TIME_TEXT, unit: 'time' }
  const columns = [time, ...columnsOf(measures)]
  return { ...frame, kind: 'series', columns, rows: points, ...drillsOf(context, measures) }
}

/** Returns the headline numbers of the range, from rows summed over `wholeSpans`. */
export function metricsSection(
  context: ReportContext,
  { measures, rows, ...frame }: MeasuredRows,
): Section {
  const cells = measures.map(({ key, isIncluded, compute, drill }) => [
    key,
    wholeCell(
      context,
      groupRows(rows, [], isIncluded)[0],
      compute,
      drill && drillFor(context, drill.set, drill.where),
    ),
  ])
  return {
    ...frame,
    kind: 'figures',
    columns: columnsOf(measures),
    rows: [{ key: 'all', cells: Object.fromEntries(cells) }],
  }
}
