import type { Cell, Column, Section } from '@/domain/reports/report-model'
import { toPlotValue } from './axis-text'
import { type ChartGroup, MAX_SERIES } from './chart-groups'

/** A series of a chart; `name` and `before` are its keys in each point. */
export type Series = { name: string; before: string; column: Column; color: string }

/** The values of one point by series key. */
export type Point = { key: string; [name: string]: number | string | null }

const COLORS = 6

/**
 * Returns the series and points to draw for a group, limited to the largest series, and whether the
 * comparison is drawn.
 */
export function plotSeries(section: Section, group: ChartGroup) {
  const columns = group.columns.length > MAX_SERIES ? largestColumns(section, group) : group.columns
  const series: Series[] = columns.map((column, i) => ({
    name: `now${i}`,
    before: `before${i}`,
    column,
    color: `var(--chart-${(i % COLORS) + 1})`,
  }))
  const points = section.rows.map((row) => pointOf(row.key, row.cells, series, group))
  // With more series, the dashed lines would hide the others.
  const isCompared =
    series.length <= 2 &&
    points.some((point) => series.some(({ before }) => point[before] !== null))
  return { series, points, isCompared, isShortened: columns.length < group.columns.length }
}

function pointOf(
  key: string,
  cells: Record<string, Cell>,
  series: Series[],
  group: ChartGroup,
): Point {
  const point: Point = { key }
  for (const { name, before, column } of series) {
    const cell = cells[column.key]
    point[name] = toPlotValue(cell?.value, group)
    point[before] = toPlotValue(cell?.compare, group)
  }
  return point
}

function largestColumns({ rows }: Section, group: ChartGroup): Column[] {
  const size = (column: Column) =>
    rows.reduce((sum, { cells }) => sum + (toPlotValue(cells[column.key]?.value, group) ?? 0), 0)
  const largest = [...group.columns].sort((a, b) => size(b) - size(a)).slice(0, MAX_SERIES)
  return group.columns.filter((column) => largest.includes(column))
}
