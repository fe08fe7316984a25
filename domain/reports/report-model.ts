import type { Drill } from './report-drill'
import type { ReportPage } from './report-pages'

/**
 * The unit of a value. count: an integer. money: minor units as bigint. percent: a fraction, 0.25 is
 * 25%. duration: seconds. time: a Date. text: a string.
 */
export type Unit = 'count' | 'money' | 'percent' | 'duration' | 'text' | 'time'

export type CellValue = bigint | number | string | Date | null

/** One value of a report. Null: not available, e.g. a rate of zero orders. */
export type Cell = {
  value: CellValue
  /** The value of the comparison; omitted without a comparison. */
  compare?: CellValue
  /** ISO 4217, if the unit is money and the column has no currency. */
  currency?: string
  /** The drill-down to the rows that the value counts or sums. */
  drill?: Drill
  /** The path of the portal page where the counted items are handled. */
  link?: string
}

export type Column = {
  key: string
  label: string
  unit: Unit
  /** ISO 4217, if all money in the column has one currency. */
  currency?: string
  /** The direction of an improvement; omitted if neutral. */
  better?: 'up' | 'down'
  /** The maximum relative error, if values aren't exact. */
  relativeError?: number
  /** The definition of the number, as a sentence. */
  hint?: string
}

/**
 * One row: a point in time, a country, a staff member. `key` is unique in its section; if it starts
 * with `others~`, the row sums up the rows that aren't shown.
 */
export type Row = {
  key: string
  cells: Record<string, Cell>
  /** In a table: dimension values of the rows behind its cells, see `withDrills`. */
  by?: Record<string, string>
}

/**
 * - figures: one row; each column is a metric (a headline number)
 * - series: one row per point; its column `time` is the start of the point
 * - table: one row per group
 * - bridge: rows with `step` and `amount` that add up to the last row
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
   * Drill-downs by column. Those of the cells differ only in the span of their point or the values of
   * their row (`by`), so they are derived where the report is rendered, see `withDrills`.
   */
  drills?: Record<string, Drill>
  /** A remark on the whole section, as a sentence. */
  note?: string
  /** Shown if there are no rows, instead of the default text. */
  empty?: string
}

/** A time span; `end` is exclusive. */
export type ReportSpan = { start: Date; end: Date }

/** The content of a report page, used for the screen, print, email and export. */
export type Report = {
  page: ReportPage
  /** The time of the snapshot. */
  asOf: Date
  /** Maximum replication lag of the data at that time, in seconds; 0 on the primary. */
  freshnessSeconds: number
  range: ReportSpan & { until: Date; compare?: ReportSpan & { until: Date } }
  sections: Section[]
}
