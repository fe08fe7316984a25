export const CADENCES = ['daily', 'weekly'] as const
export type Cadence = (typeof CADENCES)[number]

/** When a report is sent: from `hour` in `timeZone`, each day or each `weekday` (ISO, 1 is Monday). */
export type ReportRhythm = {
  cadence: Cadence
  weekday: number | null
  hour: number
  timeZone: string
}

/** A day that passed while nothing ran is caught up with this many days later, not after. */
const CATCH_UP_DAYS = 2
const DAY_MS = 86_400_000

/**
 * The latest local day (`2026-11-22`) that a mail of this rhythm is due for at `now`; undefined
 * when there is none that is still worth sending. The same day is named until the next is due.
 */
export function dueDay(
  { cadence, weekday, hour, timeZone }: ReportRhythm,
  startsOn: string,
  now: Date,
): string | undefined {
  const local = localHour(now, timeZone)
  const last = dayNumber(local.day) - (local.hour >= hour ? 0 : 1)
  const back = cadence === 'weekly' ? (isoWeekday(last) - (weekday ?? 1) + 7) % 7 : 0
  const due = last - back
  if (due < dayNumber(startsOn) || dayNumber(local.day) - due > CATCH_UP_DAYS) return undefined
  return dayOf(due)
}

/** The first local day that a schedule made at `now` is for: today while its hour is to come. */
export function firstDay({ hour, timeZone }: ReportRhythm, now: Date): string {
  const local = localHour(now, timeZone)
  return dayOf(dayNumber(local.day) + (local.hour < hour ? 0 : 1))
}

/** The day and the full hour that clocks in a zone show. */
function localHour(at: Date, timeZone: string): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  }).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) }
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10)
/** Day 0, 1 January 1970, was a Thursday. */
const isoWeekday = (number: number) => ((number + 3) % 7) + 1
