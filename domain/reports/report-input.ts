import { z } from 'zod'
import { COUNTRY_CODES } from '../address/countries'
import { isCurrency } from '../money/money'
import { isTimeZone } from '../working-hours/working-hours'

/** The sizes of a point on the time axis, from the finest. */
export const GRANULARITIES = ['15m', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type Granularity = (typeof GRANULARITIES)[number]

/**
 * What a range is compared with. previous: the one just before it. weekdays: the latest before it
 * that has the same weekdays. year: the same dates a year earlier.
 */
export const COMPARISONS = ['none', 'previous', 'weekdays', 'year'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** More points than this are nothing that an eye or a chart can tell apart. */
export const MAX_POINTS = 1500
const MAX_DAYS = 3_660
const DAY_MS = 86_400_000

/** The most points that a day brings, also one of 25 hours. */
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
  .date('Give the day as 2026-11-22.')
  .refine((day) => day >= '2000-01-01' && day <= '2100-01-01', 'Choose a day from 2000 to 2099.')

/** A zone by its IANA name. */
const TimeZone = z.string().max(60).refine(isTimeZone, 'There is no such time zone.')

/** What a page of the reports is asked: a range of local days, how fine, and of what. */
export const ReportInput = z
  .object({
    /** First and last local day, both included. */
    from: LocalDate,
    to: LocalDate,
    timeZone: TimeZone,
    granularity: z.enum(GRANULARITIES),
    compare: z.enum(COMPARISONS).default('none'),
    storefront: z.uuid().optional(),
    /** Where the goods go: ISO 3166-1 alpha-2. */
    country: z
      .string()
      .refine((code) => COUNTRY_CODES.includes(code), 'That is no country.')
      .optional(),
    /** What the customer paid in: ISO 4217. */
    currency: z.string().refine(isCurrency, 'That is no currency.').optional(),
    /** Who holds the order's money, as the storefront names it. */
    gateway: z
      .string()
      .min(1)
      .max(100)
      .refine((text) => !text.includes('\0'), 'That is no gateway.')
      .optional(),
  })
  .superRefine(({ from, to, granularity }, ctx) => {
    const refuse = (message: string) => ctx.addIssue({ code: 'custom', message, path: ['to'] })
    if (to < from) return refuse('The last day is before the first.')
    const days = daysBetween(from, to)
    if (days > MAX_DAYS) return refuse('Choose at most ten years.')
    if (days * POINTS_PER_DAY[granularity] > MAX_POINTS)
      return refuse(`That is more than ${MAX_POINTS} points: choose fewer days or longer points.`)
  })
export type ReportInput = z.infer<typeof ReportInput>

/** How many days from one to the other, both counted. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
}

/** The granularities that a range can be shown in. */
export function granularitiesFor(from: string, to: string): Granularity[] {
  const days = daysBetween(from, to)
  return GRANULARITIES.filter((one) => days * POINTS_PER_DAY[one] <= MAX_POINTS)
}

/** The granularity that a range of so many days reads best in. */
export function bestGranularity(from: string, to: string): Granularity {
  const days = daysBetween(from, to)
  if (days <= 2) return 'hour'
  if (days <= 92) return 'day'
  if (days <= 400) return 'week'
  return days <= 1_500 ? 'month' : 'quarter'
}
