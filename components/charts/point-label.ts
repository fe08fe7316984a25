import type { Granularity } from '@/domain/reports/report-input'
import { dateFormat } from '@/domain/text/intl-formats'

type Zone = { locale: string; timeZone: string }

const FORMATS: Record<Granularity, Intl.DateTimeFormatOptions> = {
  '15m': { hour: '2-digit', minute: '2-digit' },
  hour: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  quarter: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
}

/** What one point of an axis is, in words for its caption. */
export const POINT_LABELS: Record<Granularity, string> = {
  '15m': '15 minutes',
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
}

/** A point on a time axis, as short as its neighbors allow: "14:00", "22 Nov", "Nov 2026". */
export function pointLabel(at: Date, granularity: Granularity, { locale, timeZone }: Zone): string {
  return dateFormat(locale, { ...FORMATS[granularity], timeZone }).format(at)
}

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const

/** The same point where it stands alone: with its year, and the hour with its day. */
export function pointTitle(at: Date, granularity: Granularity, { locale, timeZone }: Zone): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(locale, { ...options, timeZone }).format(at)
  switch (granularity) {
    case '15m':
    case 'hour':
      return format({ ...DATE, weekday: 'short', hour: '2-digit', minute: '2-digit' })
    case 'day':
      return format({ ...DATE, weekday: 'short' })
    case 'week':
      return `Week from ${format(DATE)}`
    case 'quarter':
      return `Quarter from ${format({ month: 'short', year: 'numeric' })}`
    default:
      return format(FORMATS[granularity])
  }
}
