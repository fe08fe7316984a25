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

/** The interval of a point, for the caption of the axis. */
export const POINT_LABELS: Record<Granularity, string> = {
  '15m': '15 minutes',
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
}

/** Formats a tick of the time axis: "14:00", "22 Nov", "Nov 2026". */
export function pointLabel(at: Date, granularity: Granularity, { locale, timeZone }: Zone): string {
  return dateFormat(locale, { ...FORMATS[granularity], timeZone }).format(at)
}

const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const

/** Formats a point without context: with its year, and an hour with its day. */
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
      return `Week of ${format(DATE)}`
    case 'quarter':
      return `Quarter starting ${format({ month: 'short', year: 'numeric' })}`
    default:
      return format(FORMATS[granularity])
  }
}
