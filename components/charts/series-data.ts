import type { Cell, Column, Section } from '@/domain/reports/report-model'
import { plotted } from './axis-text'
import { type ChartGroup, MAX_SERIES } from './chart-groups'

/** A line or the bars of a chart; `name` is where its numbers stand in a point. */
export type Series = { name: string; before: string; column: Column; color: string }

/** Numbers of one point by series name, and of the comparison by its `before`. */
export type Point = { key: string; [name: string]: number | string | null }

const COLORS = 6

/**
 * What is drawn of a group: the largest series where there are too many, each in a color of its
 * own, and whether the comparison is drawn beside them.
 */
export function seriesOf(section: Section, group: ChartGroup) {
  const columns = group.columns.length > MAX_SERIES ? largestColumns(section, group) : group.columns
  const series: Series[] = columns.map((column, i) => ({
    name: `now${i}`,
    before: `before${i}`,
    column,
    color: `var(--chart-${(i % COLORS) + 1})`,
  }))
  const points = section.rows.map((row) => pointOf(row.key, row.cells, series, group))
  // More dashed lines than these would hide what they are compared with.
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
    point[name] = plotted(cell?.value, group)
    point[before] = plotted(cell?.compare, group)
  }
  return point
}

function largestColumns({ rows }: Section, group: ChartGroup): Column[] {
  const size = (column: Column) =>
    rows.reduce((sum, { cells }) => sum + (plotted(cells[column.key]?.value, group) ?? 0), 0)
  const largest = [...group.columns].sort((a, b) => size(b) - size(a)).slice(0, MAX_SERIES)
  return group.columns.filter((column) => largest.includes(column))
}
