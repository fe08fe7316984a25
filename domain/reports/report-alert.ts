import { minorDigits } from '../money/money'
import type { Cell, Column, Report, Unit } from './report-model'

/** A line that a figure of a report must cross for its mail to be sent. */
export type ReportAlert = {
  /** Which figure, as `figuresOf` names it. */
  figure: string
  label: string
  direction: 'above' | 'below'
  /** A decimal number as people write it, see `ALERT_UNITS`: 12.50 of money is in major units. */
  value: string
}

export type Figure = {
  id: string
  label: string
  column: Column
  currency: string | undefined
  cell: Cell
}

/** What people call the number of an alert, by the unit of its figure; money is in its currency. */
export const ALERT_UNITS: Record<Unit, string> = {
  count: 'Number',
  money: 'Amount',
  percent: 'Percent',
  duration: 'Seconds',
  text: '',
  time: '',
}

/** The headline numbers of a report that can be compared with a line. */
export function figuresOf({ sections }: Report): Figure[] {
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
 * Why a report does not cross the line, e.g. "Orders is not above 10"; undefined when it does. A
 * figure that is missing (the report or the reader's role changed) or unknown crosses none.
 */
export function whyNotCrossed(
  { figure, label, direction, value }: ReportAlert,
  report: Report,
): string | undefined {
  const found = figuresOf(report).find(({ id }) => id === figure)
  if (!found) return `${label} is not in the report any more`
  const at = found.cell.value
  if (at === null || typeof at === 'string') return `${label} is not known`
  const number = Number(at) / scaleOf(found)
  const isCrossed = direction === 'above' ? number > Number(value) : number < Number(value)
  return isCrossed ? undefined : `${label} is not ${direction} ${value}`
}

/** How many of a figure's own steps make one of what people write. */
function scaleOf({ column: { unit }, currency }: Figure): number {
  if (unit === 'money' && currency) return 10 ** minorDigits(currency)
  return unit === 'percent' ? 0.01 : 1
}

/** Whether nothing happened: every number of the report is zero or unknown. */
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
