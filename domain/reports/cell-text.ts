import { formatMoney } from '../money/money'
import { dateFormat, numberFormat } from '../text/intl-formats'
import type { Cell, CellValue, Column } from './report-model'

type ViewerLocale = { locale: string; timeZone: string }

/** Shown for a missing value. */
export const EMPTY_VALUE = '–'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Formats a cell with its unit for the viewer. */
export function cellText(cell: Cell, column: Column, viewer: ViewerLocale): string {
  return valueText(cell.value, column, cell.currency ?? column.currency, viewer)
}

/** Formats a value of a column, e.g. that of the comparison. */
export function valueText(
  value: CellValue,
  { unit }: Pick<Column, 'unit'>,
  currency: string | undefined,
  { locale, timeZone }: ViewerLocale,
): string {
  if (value === null) return EMPTY_VALUE
  if (value instanceof Date) return timeText(value, locale, timeZone)
  if (typeof value === 'string') return value
  switch (unit) {
    case 'money':
      return currency
        ? formatMoney(BigInt(value), currency, locale).replace('-', '\u2212')
        : String(value)
    case 'percent':
      return percentText(Number(value), locale)
    case 'duration':
      return durationText(Number(value), locale)
    default:
      return numberFormat(locale, { maximumFractionDigits: 2 }).format(value).replace('-', '\u2212')
  }
}

/** Formats a fraction as a percentage with at most one decimal. */
export function percentText(fraction: number, locale: string): string {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    .format(fraction)
    .replace('-', '\u2212')
}

/** Smaller changes would be displayed as 0%. */
const MIN_CHANGE = 0.0005

/** Returns the smallest significant change of a column's values, as a fraction. */
export function minChange({ relativeError: error = 0 }: Column): number {
  // One value may be too low by the error and the other too high.
  return Math.max(MIN_CHANGE, (1 + error) / (1 - error) - 1 + MIN_CHANGE)
}

/** Formats seconds in at most two units: "850 ms", "12.4 s", "3 min 20 s", "2 d 4 h". */
export function durationText(seconds: number, locale: string): string {
  const number = (value: number, digits = 0) =>
    numberFormat(locale, { maximumFractionDigits: digits }).format(value)
  if (seconds === 0) return '0 s'
  if (Math.abs(seconds) < 1) return `${number(seconds * 1000)} ms`
  if (Math.abs(seconds) < MINUTE) return `${number(seconds, 1)} s`
  const whole = Math.round(seconds)
  if (whole < HOUR) return pair(whole, MINUTE, 'min', 1, 's')
  if (whole < DAY) return pair(whole, HOUR, 'h', MINUTE, 'min')
  return pair(whole, DAY, 'd', HOUR, 'h')
}

function pair(seconds: number, large: number, name: string, small: number, rest: string): string {
  const remainder = Math.floor((seconds % large) / small)
  return `${Math.floor(seconds / large)} ${name}${remainder > 0 ? ` ${remainder} ${rest}` : ''}`
}

function timeText(at: Date, locale: string, timeZone: string): string {
  return dateFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}

/**
 * Returns the change of a value against its comparison as a fraction (undefined if that is zero), and
 * whether it is an improvement (undefined if neutral). Returns undefined without a comparison.
 */
export function changeOf(
  { value, compare }: Cell,
  better: Column['better'],
): { fraction: number | undefined; isGood: boolean | undefined } | undefined {
  if (value === null || compare === null || compare === undefined) return undefined
  const [current, previous] = [Number(value), Number(compare)]
  if (!Number.isFinite(current) || !Number.isFinite(previous)) return undefined
  const fraction = previous === 0 ? undefined : (current - previous) / Math.abs(previous)
  if (current === previous || !better)
    return { fraction: current === previous ? 0 : fraction, isGood: undefined }
  return { fraction, isGood: current > previous === (better === 'up') }
}
