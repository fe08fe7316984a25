export const CADENCES = ['daily', 'weekly'] as const
export type Cadence = (typeof CADENCES)[number]

/** When a report is sent: at `hour` in `timeZone`, daily or on `weekday` (ISO, 1 is Monday). */
export type ReportTiming = {
  cadence: Cadence
  weekday: number | null
  hour: number
  timeZone: string
}

/** An email missed while the worker was down is still sent up to this many days later. */
const CATCH_UP_DAYS = 2
const DAY_MS = 86_400_000

/**
 * Returns the latest local day (`2026-11-22`) for which an email is due at `now`, or undefined if
 * none is due or it is too late. Returns the same day until the next one is due.
 */
export function dueDay(
  { cadence, weekday, hour, timeZone }: ReportTiming,
  startsOn: string,
  now: Date,
): string | undefined {
  const local = localHour(now, timeZone)
  const latest = dayNumber(local.day) - (local.hour >= hour ? 0 : 1)
  const daysBack = cadence === 'weekly' ? (isoWeekday(latest) - (weekday ?? 1) + 7) % 7 : 0
  const due = latest - daysBack
  if (due < dayNumber(startsOn) || dayNumber(local.day) - due > CATCH_UP_DAYS) return undefined
  return dayOf(due)
}

/** Returns the first local day of a schedule created at `now`: today if its hour is still ahead. */
export function firstDay({ hour, timeZone }: ReportTiming, now: Date): string {
  const local = localHour(now, timeZone)
  return dayOf(dayNumber(local.day) + (local.hour < hour ? 0 : 1))
}

/** Returns the local day and hour in a time zone. */
function localHour(at: Date, timeZone: string): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  }).formatToParts(at)
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) }
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10)
/** Day 0, January 1, 1970, was a Thursday. */
const isoWeekday = (number: number) => ((number + 3) % 7) + 1
