import { z } from 'zod'
import { COUNTRY_CODES } from '../address/countries'
import { isCurrency } from '../money/money'
import { isTimeZone } from '../working-hours/working-hours'

/** The intervals of the time axis, finest first. */
export const GRANULARITIES = ['15m', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type Granularity = (typeof GRANULARITIES)[number]

/**
 * What a range is compared with. previous: the range just before it. weekdays: the latest earlier
 * range with the same weekdays. year: the same dates a year earlier.
 */
export const COMPARISONS = ['none', 'previous', 'weekdays', 'year'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** More points than this can't be told apart in a chart. */
export const MAX_POINTS = 1500
const MAX_DAYS = 3_660
const DAY_MS = 86_400_000

/** The maximum number of points per day, including days of 25 hours. */
const POINTS_PER_DAY: Record<Granularity, number> = {
  '15m': 100,
  hour: 25,
  day: 1,
  week: 1 / 7,
  month: 1 / 28,
  quarter: 1 / 90,
  year: 1 / 365,
}

const LocalDate = z.iso
  .date('Enter a date like 2026-11-22.')
  .refine((day) => day >= '2000-01-01' && day <= '2100-01-01', 'Choose a date from 2000 to 2099.')

/** An IANA time zone name. */
const TimeZone = z.string().max(60).refine(isTimeZone, 'Unknown time zone.')

/** The input of a report page: a range of local days, its interval, a comparison and filters. */
export const ReportInput = z
  .object({
    /** First and last local day, both inclusive. */
    from: LocalDate,
    to: LocalDate,
    timeZone: TimeZone,
    granularity: z.enum(GRANULARITIES),
    compare: z.enum(COMPARISONS).default('none'),
    storefront: z.uuid().optional(),
    /** Shipping country, ISO 3166-1 alpha-2. */
    country: z
      .string()
      .refine((code) => COUNTRY_CODES.includes(code), 'Unknown country code.')
      .optional(),
    /** Presentment currency, ISO 4217. */
    currency: z.string().refine(isCurrency, 'Unknown currency code.').optional(),
    /** Payment gateway of the order, as named by the storefront. */
    gateway: z
      .string()
      .min(1)
      .max(100)
      .refine((text) => !text.includes('\0'), 'Invalid gateway name.')
      .optional(),
  })
  .superRefine(({ from, to, granularity }, ctx) => {
    const reject = (message: string) => ctx.addIssue({ code: 'custom', message, path: ['to'] })
    if (to < from) return reject('The end date must be on or after the start date.')
    const days = daysBetween(from, to)
    if (days > MAX_DAYS) return reject('Choose a range of ten years or less.')
    if (days * POINTS_PER_DAY[granularity] > MAX_POINTS)
      return reject(
        `This range has more than ${MAX_POINTS} data points. Choose fewer days or a longer interval.`,
      )
  })
export type ReportInput = z.infer<typeof ReportInput>

/** Returns the number of days in a range, both ends inclusive. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
}

/** Returns the granularities available for a range. */
export function granularitiesFor(from: string, to: string): Granularity[] {
  const days = daysBetween(from, to)
  return GRANULARITIES.filter((granularity) => days * POINTS_PER_DAY[granularity] <= MAX_POINTS)
}

/** Returns the default granularity of a range. */
export function bestGranularity(from: string, to: string): Granularity {
  const days = daysBetween(from, to)
  if (days <= 2) return 'hour'
  if (days <= 92) return 'day'
  if (days <= 400) return 'week'
  return days <= 1_500 ? 'month' : 'quarter'
}
