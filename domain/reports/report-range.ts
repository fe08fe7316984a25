import { Temporal } from 'temporal-polyfill'
import type { Granularity, ReportInput } from './report-input'
import type { ReportSpan } from './report-model'

type RangeInput = Pick<ReportInput, 'from' | 'to' | 'timeZone' | 'granularity' | 'compare'>

/**
 * A range as instants. `until` is its end so far: now, if the range isn't over. The points cover it
 * from `start` to `end` without gaps.
 */
export type ReportPeriod = ReportSpan & { until: Date; points: ReportSpan[] }

/** The requested range and its comparison, which has the same number of points. */
export type ReportRange = ReportPeriod & { compare?: ReportPeriod }

const QUARTER_HOUR_MS = 900_000

/**
 * Converts a range of local days to instants. Handles days of 23 and 25 hours and zones with offsets
 * of 15, 30 or 45 minutes. Weeks start on Monday. The comparison has as many points; its `until` is
 * the same local time as that of the range, so that equal parts are compared.
 */
export function reportRange(input: RangeInput, now: Date): ReportRange {
  const { edges, shift, moved } = edgesFor(input)
  const period = periodOf(edges, clip(now, edges))
  if (!shift || !moved) return period
  return { ...period, compare: periodOf(moved, movedInstant(period.until, input.timeZone, shift)) }
}

type Edges = {
  edges: Date[]
  /** How far back the comparison is, and its edges. */
  shift?: Temporal.DurationLike
  moved?: Date[]
}

/** Cached, because finding the local midnights of a year is slower than reading its sums. */
const edgesCache = new Map<string, Edges>()
const MAX_ENTRIES = 200

function edgesFor(input: RangeInput): Edges {
  const { from: first, to, timeZone: zone, granularity, compare } = input
  const key = [first, to, zone, granularity, compare].join(' ')
  const cached = edgesCache.get(key)
  if (cached) return cached
  const from = Temporal.PlainDate.from(first)
  const end = Temporal.PlainDate.from(to).add({ days: 1 })
  const edges = edgesOf(from, end, zone, granularity)
  const shift = shiftOf(input, from, end)
  const result = shift
    ? { edges, shift, moved: ascending(edges.map((edge) => movedInstant(edge, zone, shift))) }
    : { edges }
  if (edgesCache.size >= MAX_ENTRIES) edgesCache.clear()
  edgesCache.set(key, result)
  return result
}

/** Makes edges ascending: in a repeated hour they go back, so the first pass gets zero length. */
function ascending(edges: Date[]): Date[] {
  let minimum = Number.POSITIVE_INFINITY
  return edges
    .map((edge) => edge.getTime())
    .reduceRight<Date[]>((later, at) => {
      minimum = Math.min(minimum, at)
      later.push(new Date(minimum))
      return later
    }, [])
    .reverse()
}

function periodOf(edges: Date[], until: Date): ReportPeriod {
  const [start, end] = [edges.at(0), edges.at(-1)]
  if (!start || !end) throw new Error('A range needs at least one edge.')
  const points = edges.slice(0, -1).map((edge, i) => ({ start: edge, end: edges[i + 1] ?? end }))
  return { start, end, until, points }
}

/** Clips the current time to the range. */
function clip(now: Date, edges: Date[]): Date {
  const [start, end] = [edges.at(0) ?? now, edges.at(-1) ?? now]
  if (now < start) return start
  return now > end ? end : now
}

/** Returns the start of each point, and the end of the last one. */
function edgesOf(
  from: Temporal.PlainDate,
  end: Temporal.PlainDate,
  zone: string,
  granularity: Granularity,
): Date[] {
  const edges =
    granularity === '15m' || granularity === 'hour'
      ? edgesWithinDays(midnight(from, zone), midnight(end, zone), zone, granularity === 'hour')
      : edgesOfDays(from, end, granularity).map((day) => midnight(day, zone))
  // A day that a zone skipped, as Samoa did in 2011, has zero length.
  return edges.filter((edge, i) => i === 0 || edge > (edges[i - 1] ?? edge))
}

/** Returns every 15 minutes, or only those on the full local hour. */
function edgesWithinDays(start: Date, end: Date, zone: string, isHourly: boolean): Date[] {
  const edges: Date[] = []
  const minuteOf = isHourly ? localMinutes(zone) : undefined
  for (let at = start.getTime(); at < end.getTime(); at += QUARTER_HOUR_MS) {
    if (at === start.getTime() || !minuteOf || minuteOf(at) === 0) edges.push(new Date(at))
  }
  return [...edges, end]
}

function localMinutes(zone: string): (at: number) => number {
  return (at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).minute
}

function edgesOfDays(
  from: Temporal.PlainDate,
  end: Temporal.PlainDate,
  granularity: Granularity,
): Temporal.PlainDate[] {
  const edges: Temporal.PlainDate[] = []
  for (let day = from; Temporal.PlainDate.compare(day, end) < 0; day = nextEdge(day, granularity))
    edges.push(day)
  return [...edges, end]
}

/** Returns the first day after `day` on which a point starts. */
function nextEdge(day: Temporal.PlainDate, granularity: Granularity): Temporal.PlainDate {
  const firstOfMonth = day.with({ day: 1 })
  switch (granularity) {
    case 'week':
      return day.add({ days: 8 - day.dayOfWeek })
    case 'month':
      return firstOfMonth.add({ months: 1 })
    case 'quarter':
      return firstOfMonth.add({ months: 3 - ((day.month - 1) % 3) })
    case 'year':
      return firstOfMonth.with({ month: 1 }).add({ years: 1 })
    default:
      return day.add({ days: 1 })
  }
}

/** Returns the first instant of a local day, which isn't always midnight. */
function midnight(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds)
}

/** Returns how far back the comparison is, in local days, months or years. */
function shiftOf(
  { compare }: RangeInput,
  from: Temporal.PlainDate,
  end: Temporal.PlainDate,
): Temporal.DurationLike | undefined {
  const days = from.until(end, { largestUnit: 'days' }).days
  switch (compare) {
    case 'none':
      return undefined
    case 'previous':
      // Whole months are compared with whole months, regardless of their lengths.
      return from.day === 1 && end.day === 1
        ? { months: from.until(end, { largestUnit: 'months' }).months }
        : { days }
    case 'weekdays':
      return { days: Math.ceil(days / 7) * 7 }
    case 'year':
      return { years: 1 }
  }
}

/**
 * Returns the same local time, earlier. Both passes of a repeated hour map to one instant, and the
 * first has no comparison, so that nothing is counted twice.
 */
function movedInstant(instant: Date, zone: string, shift: Temporal.DurationLike): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
  return new Date(local.subtract(shift).toZonedDateTime(zone).epochMilliseconds)
}
