import type { Drill } from './report-drill'
import type { ReportPage } from './report-pages'

/**
 * How a value is meant. count: a whole number. money: minor units as bigint. percent: a fraction,
 * 0.25 is 25 %. duration: seconds. time: a moment. text: words.
 */
export type Unit = 'count' | 'money' | 'percent' | 'duration' | 'text' | 'time'

export type CellValue = bigint | number | string | Date | null

/** One value of a report. Null: there is nothing to say, e.g. a rate of no orders. */
export type Cell = {
  value: CellValue
  /** The same of the comparison; left out where nothing is compared. */
  compare?: CellValue
  /** ISO 4217, of money whose column has no currency of its own. */
  currency?: string
  /** The rows that the value counts or sums. */
  drill?: Drill
  /** The page of the portal that works what the value counts, as a path. */
  link?: string
}

export type Column = {
  key: string
  label: string
  unit: Unit
  /** ISO 4217, where all of the column's money is in one currency. */
  currency?: string
  /** Which way is good; without it neither is. */
  better?: 'up' | 'down'
  /** Set where values are not exact: by what fraction of themselves they may be off. */
  relativeError?: number
  /** How the number is defined, in a sentence. */
  hint?: string
}

/**
 * One line: a figure's group, a point in time, a country ... `key` is unique in its section; where
 * it begins with `others~`, the line sums up what is not shown.
 */
export type Row = {
  key: string
  cells: Record<string, Cell>
  /** Of a table: the values that the rows behind its cells have, by dimension; see `withDrills`. */
  by?: Record<string, string>
}

/**
 * - figures: one row, each of its columns a headline number
 * - series: a row per point in time, whose column `time` holds the start of the point
 * - table: a row per thing
 * - bridge: rows `step` (what), `amount`, that add up to the last one
 */
export type SectionKind = 'figures' | 'series' | 'table' | 'bridge'

export type Section = {
  /** Unique on its page, e.g. `orders-over-time`. */
  id: string
  title: string
  kind: SectionKind
  columns: Column[]
  rows: Row[]
  /**
   * By column: the rows behind its values. In a series they differ from point to point in their
   * span only, in a table by the values of its rows (`by`): cells get their own where they are
   * drawn, see `withDrills`.
   */
  drills?: Record<string, Drill>
  /** What a reader has to know of the whole section, in a sentence. */
  note?: string
  /** What stands in the place of rows where there are none, if not that the range is empty. */
  empty?: string
}

/** Where a point of a series starts and ends; ends are not included. */
export type ReportSpan = { start: Date; end: Date }

/** Everything that a page of the reports shows; printed, exported and drawn from the same rows. */
export type Report = {
  page: ReportPage
  /** The moment that the numbers are of. */
  asOf: Date
  /** How old the newest of them may be at that moment; 0 unless a replica lags. */
  freshnessSeconds: number
  range: ReportSpan & { until: Date; compare?: ReportSpan & { until: Date } }
  sections: Section[]
}
