import { Temporal } from 'temporal-polyfill'
import type { Granularity, ReportInput } from './report-input'
import type { ReportSpan } from './report-model'

type RangeInput = Pick<ReportInput, 'from' | 'to' | 'timeZone' | 'granularity' | 'compare'>

/**
 * A range as instants. `until` is where it ends so far: now, while it is not over. The points
 * follow each other without a gap from `start` to `end`.
 */
export type ReportPeriod = ReportSpan & { until: Date; points: ReportSpan[] }

/** The range that was asked for, and what it is compared with, point by point. */
export type ReportRange = ReportPeriod & { compare?: ReportPeriod }

const QUARTER_HOUR_MS = 900_000

/**
 * The instants of a range of local days: right on days of 23 and 25 hours, and in zones that are a
 * half or a quarter of an hour off. Weeks start on Monday. The comparison has as many points; it
 * ends at the same local time as the range so far, so that a part is compared with the same part.
 */
export function reportRange(input: RangeInput, now: Date): ReportRange {
  const { edges, shift, moved } = edgesFor(input)
  const period = periodOf(edges, clip(now, edges))
  if (!shift || !moved) return period
  return { ...period, compare: periodOf(moved, movedInstant(period.until, input.timeZone, shift)) }
}

type Edges = {
  edges: Date[]
  /** Where the comparison lies, and its own edges. */
  shift?: Temporal.DurationLike
  moved?: Date[]
}

/** Finding the local midnights of a year takes longer than reading what lies between them. */
const remembered = new Map<string, Edges>()
const MAX_ENTRIES = 200

function edgesFor(input: RangeInput): Edges {
  const { from: first, to, timeZone: zone, granularity, compare } = input
  const key = [first, to, zone, granularity, compare].join(' ')
  const known = remembered.get(key)
  if (known) return known
  const from = Temporal.PlainDate.from(first)
  const end = Temporal.PlainDate.from(to).add({ days: 1 })
  const edges = edgesOf(from, end, zone, granularity)
  const shift = shiftOf(input, from, end)
  const found = shift
    ? { edges, shift, moved: ascending(edges.map((edge) => movedInstant(edge, zone, shift))) }
    : { edges }
  if (remembered.size >= MAX_ENTRIES) remembered.clear()
  remembered.set(key, found)
  return found
}

/** Edges of a repeated hour go back with the clock: the first time round they have no length. */
function ascending(edges: Date[]): Date[] {
  let least = Number.POSITIVE_INFINITY
  return edges
    .map((edge) => edge.getTime())
    .reduceRight<Date[]>((later, at) => {
      least = Math.min(least, at)
      later.push(new Date(least))
      return later
    }, [])
    .reverse()
}

function periodOf(edges: Date[], until: Date): ReportPeriod {
  const [start, end] = [edges.at(0), edges.at(-1)]
  if (!start || !end) throw new Error('A range has an edge on either side.')
  const points = edges.slice(0, -1).map((edge, i) => ({ start: edge, end: edges[i + 1] ?? end }))
  return { start, end, until, points }
}

/** Now, kept inside the range. */
function clip(now: Date, edges: Date[]): Date {
  const [start, end] = [edges.at(0) ?? now, edges.at(-1) ?? now]
  if (now < start) return start
  return now > end ? end : now
}

/** Where points begin, and where the last one ends. */
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
  // A day that a zone left out, as Samoa did, has no length.
  return edges.filter((edge, i) => i === 0 || edge > (edges[i - 1] ?? edge))
}

/** Quarters of an hour, all or those on the full local hour. */
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

/** The first day after `day` on which a new point begins. */
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

/** The first instant of a local day, which is not always midnight. */
function midnight(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds)
}

/** How far back the comparison lies, in local days or months. */
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
      // Whole months are compared with months, however many days those have.
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
 * The same local time, earlier. Where an hour is repeated, both map to one instant and the first
 * of the two points is compared with nothing, so that no moment is counted twice.
 */
function movedInstant(instant: Date, zone: string, shift: Temporal.DurationLike): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
  return new Date(local.subtract(shift).toZonedDateTime(zone).epochMilliseconds)
}
