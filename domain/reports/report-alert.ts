import { minorDigits } from '../money/money'
import type { Cell, Column, Report, Unit } from './report-model'

/** A threshold that a metric must cross for the email to be sent. */
export type ReportAlert = {
  /** The ID of the metric, see `listMetrics`. */
  figure: string
  label: string
  direction: 'above' | 'below'
  /** The threshold as a decimal number; money is in major units, percentages are 0 to 100. */
  value: string
}

export type Metric = {
  id: string
  label: string
  column: Column
  currency: string | undefined
  cell: Cell
}

/** The label of the threshold field, by the unit of the metric. */
export const THRESHOLD_LABELS: Record<Unit, string> = {
  count: 'Number',
  money: 'Amount',
  percent: 'Percent',
  duration: 'Seconds',
  text: '',
  time: '',
}

/** Lists the headline numbers of a report that can be compared with a threshold. */
export function listMetrics({ sections }: Report): Metric[] {
  return sections
    .filter(({ kind }) => kind === 'figures')
    .flatMap(({ id, rows, columns }) =>
      rows.flatMap((row) =>
        columns.flatMap((column) => {
          const cell = row.cells[column.key]
          if (!cell || column.unit === 'text' || column.unit === 'time') return []
          const currency = cell.currency ?? column.currency
          const label = currency ? `${column.label}, ${currency}` : column.label
          return [{ id: `${id}/${row.key}/${column.key}`, label, column, currency, cell }]
        }),
      ),
    )
}

/**
 * Returns why an alert isn't triggered, e.g. "Orders is not above 10", or undefined if it is. A
 * metric that is missing (the report or the recipient's role changed) or unknown never triggers it.
 */
export function whyNotTriggered(
  { figure, label, direction, value }: ReportAlert,
  report: Report,
): string | undefined {
  const metric = listMetrics(report).find(({ id }) => id === figure)
  if (!metric) return `${label} is no longer in the report`
  const cellValue = metric.cell.value
  if (cellValue === null || typeof cellValue === 'string') return `${label} has no value`
  const number = Number(cellValue) / scaleOf(metric)
  const isCrossed = direction === 'above' ? number > Number(value) : number < Number(value)
  return isCrossed ? undefined : `${label} is not ${direction} ${value}`
}

/** Returns how many units of a metric's value make one unit of the threshold. */
function scaleOf({ column: { unit }, currency }: Metric): number {
  if (unit === 'money' && currency) return 10 ** minorDigits(currency)
  return unit === 'percent' ? 0.01 : 1
}

/** Whether every number of the report is zero or unknown. */
export function isEmptyReport({ sections }: Report): boolean {
  return sections.every(({ columns, rows }) =>
    rows.every(({ cells }) =>
      columns.every(({ key, unit }) => {
        const value = cells[key]?.value ?? null
        return unit === 'text' || unit === 'time' || value === null || Number(value) === 0
      }),
    ),
  )
}
