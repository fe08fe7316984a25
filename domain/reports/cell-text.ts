import { formatMoney } from '../money/money'
import { dateFormat, numberFormat } from '../text/intl-formats'
import type { Cell, CellValue, Column } from './report-model'

type ViewerLocale = { locale: string; timeZone: string }

/** What stands where there is nothing to say. */
export const NOTHING = '–'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A value in the reader's words, with its unit. */
export function cellText(cell: Cell, column: Column, reader: ViewerLocale): string {
  return valueText(cell.value, column, cell.currency ?? column.currency, reader)
}

/** A value of a column, e.g. the one it is compared with. */
export function valueText(
  value: CellValue,
  { unit }: Pick<Column, 'unit'>,
  currency: string | undefined,
  { locale, timeZone }: ViewerLocale,
): string {
  if (value === null) return NOTHING
  if (value instanceof Date) return momentText(value, locale, timeZone)
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

/** A fraction as percent, with a decimal where it matters. */
export function percentText(fraction: number, locale: string): string {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    .format(fraction)
    .replace('-', '\u2212')
}

/** What is less than this would be written as 0 %. */
const LEAST = 0.0005

/** The smallest change of a column's values, as a fraction, that says anything. */
export function leastChange({ relativeError: error = 0 }: Column): number {
  // One of two values may be too low by so much and the other one too high.
  return Math.max(LEAST, (1 + error) / (1 - error) - 1 + LEAST)
}

/** Seconds in the two units that matter: "850 ms", "12.4 s", "3 min 20 s", "2 d 4 h". */
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
  const left = Math.floor((seconds % large) / small)
  return `${Math.floor(seconds / large)} ${name}${left > 0 ? ` ${left} ${rest}` : ''}`
}

function momentText(at: Date, locale: string, timeZone: string): string {
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
 * How a value stands against what it is compared with: by what fraction it changed and whether
 * that is good. Undefined where there is nothing to compare.
 */
export function changeOf(
  { value, compare }: Cell,
  better: Column['better'],
): { fraction: number | undefined; isGood: boolean | undefined } | undefined {
  if (value === null || compare === null || compare === undefined) return undefined
  const [now, then] = [Number(value), Number(compare)]
  if (!Number.isFinite(now) || !Number.isFinite(then)) return undefined
  const fraction = then === 0 ? undefined : (now - then) / Math.abs(then)
  if (now === then || !better) return { fraction: now === then ? 0 : fraction, isGood: undefined }
  return { fraction, isGood: now > then === (better === 'up') }
}
