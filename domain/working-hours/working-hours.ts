/** Minutes after local midnight; `closes` is later than `opens` on the same day. */
export type Shift = { opens: number; closes: number }

/** A team's week: a shift or null for each day, Sunday (0) to Saturday (6). */
export type WorkingHours = { timeZone: string; week: readonly (Shift | null)[] }

const OFFICE: Shift = { opens: 9 * 60, closes: 18 * 60 }

/**
 * The default working hours: Monday to Friday, 9:00 to 18:00 in New York. SLAs count working hours
 * only.
 */
export const TEAM_HOURS: WorkingHours = {
  timeZone: 'America/New_York',
  week: [null, OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, null],
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** The search for working time ends here, for a week without shifts. */
const MAX_DAYS = 3660

/** The minimum per week: with less, an SLA of days would take years. */
const MIN_MINUTES_PER_WEEK = 5 * 60
const MINUTES_A_DAY = 24 * 60

/** Returns why working hours are invalid; undefined when they are valid. */
export function problemWithHours({ timeZone, week }: WorkingHours): string | undefined {
  if (!isTimeZone(timeZone)) return `${timeZone} is not a known time zone.`
  if (week.length !== 7) return 'Enter all seven days of the week.'
  const shifts = week.filter((shift) => shift !== null)
  const isShift = ({ opens, closes }: Shift) =>
    opens >= 0 && opens < closes && closes <= MINUTES_A_DAY
  if (!shifts.every(isShift)) return 'Closing time must be after opening time.'
  const minutes = shifts.reduce((sum, { opens, closes }) => sum + closes - opens, 0)
  if (minutes < MIN_MINUTES_PER_WEEK) return 'Enter at least five working hours per week.'
  return undefined
}

/** Whether this is an IANA time zone name; offsets are rejected because they ignore DST. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * Returns the time when `minutes` of working time have passed since `from`, within working hours.
 * Zero minutes return `from` itself.
 * @throws RangeError when the week has no working time
 */
export function addWorkingMinutes(from: Date, minutes: number, hours: WorkingHours): Date {
  let left = minutes * MINUTE_MS
  if (left <= 0) return from
  for (const { start, end } of shiftsFrom(from, hours)) {
    const begin = Math.max(start, from.getTime())
    if (end - begin >= left) return new Date(begin + left)
    left -= Math.max(0, end - begin)
  }
  throw new RangeError('The team has no working hours.')
}

/** Returns the working minutes between two times, possibly fractional; 0 if not later. */
export function workingMinutesBetween(from: Date, to: Date, hours: WorkingHours): number {
  let sum = 0
  for (const { start, end } of shiftsFrom(from, hours)) {
    if (start >= to.getTime()) break
    const begin = Math.max(start, from.getTime())
    sum += Math.max(0, Math.min(end, to.getTime()) - begin)
  }
  return sum / MINUTE_MS
}

/** Yields the shifts that end after `from`, in order. */
function* shiftsFrom(from: Date, { timeZone, week }: WorkingHours) {
  const local = from.getTime() + offsetMs(from.getTime(), timeZone)
  const midnight = local - mod(local, DAY_MS)
  for (let day = 0; day < MAX_DAYS; day += 1) {
    const date = midnight + day * DAY_MS
    const shift = week[new Date(date).getUTCDay()]
    if (!shift) continue
    const start = instantOf(date + shift.opens * MINUTE_MS, timeZone)
    const end = instantOf(date + shift.closes * MINUTE_MS, timeZone)
    if (end > from.getTime()) yield { start, end }
  }
}

/** Returns the time at which a zone's clocks show this wall time (passed as if it were UTC). */
export function instantOf(wall: number, timeZone: string): number {
  const guess = wall - offsetMs(wall, timeZone)
  return wall - offsetMs(guess, timeZone)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}

/** Returns a zone's offset from UTC at a time. */
export function offsetMs(at: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - (at - mod(at, 1000))
}

const mod = (n: number, d: number) => ((n % d) + d) % d
