import { Temporal } from 'temporal-polyfill'
import {
  bestGranularity,
  type Comparison,
  type Granularity,
  granularitiesFor,
  ReportInput,
} from './report-input'
import type { ReportPage } from './report-pages'

/** Relative ranges, so that a saved report stays current. */
export const RANGE_PRESETS = [
  'today',
  'yesterday',
  '7d',
  '28d',
  '90d',
  '12m',
  'week',
  'month',
  'last-month',
  'quarter',
  'year',
] as const
export type RangePreset = (typeof RANGE_PRESETS)[number]

export const PRESET_LABELS: Record<RangePreset, string> = {
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': 'Last 7 days',
  '28d': 'Last 28 days',
  '90d': 'Last 90 days',
  '12m': 'Last 12 months',
  week: 'This week',
  month: 'This month',
  'last-month': 'Last month',
  quarter: 'This quarter',
  year: 'This year',
}

/** The state in a report URL; null: the default of the page. `from` and `to` override `range`. */
export type ReportState = {
  range: RangePreset | null
  from: string | null
  to: string | null
  compare: Comparison | null
  by: Granularity | null
  tz: string | null
  storefront: string | null
  country: string | null
  currency: string | null
  gateway: string | null
}

/** The URL parameters of the filters. */
export const REPORT_FILTERS = ['storefront', 'country', 'currency', 'gateway'] as const

/** Returns the default range of a page: today for the overview, else the last four weeks. */
export function defaultsOf(page: ReportPage): { range: RangePreset; compare: Comparison } {
  if (page === 'overview') return { range: 'today', compare: 'weekdays' }
  return { range: '28d', compare: 'previous' }
}

/**
 * Converts the URL state of a page to the report input at `now`; `timeZone` is the viewer's. Invalid
 * values are ignored, and a granularity with too many points is replaced by the default.
 */
export function reportInputOf(
  page: ReportPage,
  state: ReportState,
  { now, timeZone }: { now: Date; timeZone: string },
): ReportInput {
  const zone = ReportInput.shape.timeZone.safeParse(state.tz).data ?? timeZone
  const defaults = defaultsOf(page)
  const days = rangeDays(state, defaults.range, localToday(now, zone))
  const isAvailable = state.by !== null && granularitiesFor(days.from, days.to).includes(state.by)
  const input = {
    ...days,
    timeZone: zone,
    granularity: (isAvailable && state.by) || bestGranularity(days.from, days.to),
    compare: state.compare ?? defaults.compare,
  }
  const filters = REPORT_FILTERS.flatMap((name) => {
    const value = state[name]
    const isValid = value !== null && ReportInput.shape[name].safeParse(value).success
    return isValid ? [[name, value]] : []
  })
  const parsed = ReportInput.safeParse({ ...input, ...Object.fromEntries(filters) })
  if (parsed.success) return parsed.data
  const fallback = rangeDays(
    { from: null, to: null, range: null },
    defaults.range,
    localToday(now, timeZone),
  )
  return { ...fallback, timeZone, granularity: 'day', compare: defaults.compare }
}

function rangeDays(
  { from, to, range }: Pick<ReportState, 'from' | 'to' | 'range'>,
  preset: RangePreset,
  today: Temporal.PlainDate,
): { from: string; to: string } {
  if (from !== null && to !== null && from <= to) return { from, to }
  return presetDays(range ?? preset, today)
}

/** Returns the first and last day of a preset, both inclusive. */
function presetDays(preset: RangePreset, today: Temporal.PlainDate): { from: string; to: string } {
  const span = (from: Temporal.PlainDate, to = today) => ({
    from: from.toString(),
    to: to.toString(),
  })
  const firstOfMonth = today.with({ day: 1 })
  switch (preset) {
    case 'today':
      return span(today)
    case 'yesterday':
      return span(today.subtract({ days: 1 }), today.subtract({ days: 1 }))
    case '7d':
      return span(today.subtract({ days: 6 }))
    case '28d':
      return span(today.subtract({ days: 27 }))
    case '90d':
      return span(today.subtract({ days: 89 }))
    case '12m':
      return span(today.subtract({ months: 12 }).add({ days: 1 }))
    case 'week':
      return span(today.subtract({ days: today.dayOfWeek - 1 }))
    case 'month':
      return span(firstOfMonth)
    case 'last-month':
      return span(firstOfMonth.subtract({ months: 1 }), firstOfMonth.subtract({ days: 1 }))
    case 'quarter':
      return span(firstOfMonth.subtract({ months: (today.month - 1) % 3 }))
    case 'year':
      return span(firstOfMonth.with({ month: 1 }))
  }
}

function localToday(now: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(isZone(timeZone) ? timeZone : 'UTC')
    .toPlainDate()
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
