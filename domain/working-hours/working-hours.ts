/** Minutes after local midnight; `closes` lies after `opens` on the same day. */
export type Shift = { opens: number; closes: number }

/** When a team works: a shift, or none, for each day from Sunday (0) to Saturday (6). */
export type WorkingHours = { timeZone: string; week: readonly (Shift | null)[] }

const OFFICE: Shift = { opens: 9 * 60, closes: 18 * 60 }

/**
 * When the team works the inbox until an admin says otherwise: Monday to Friday, 9:00 to 18:00 in
 * New York. Every time limit of an exception counts working hours only.
 */
export const TEAM_HOURS: WorkingHours = {
  timeZone: 'America/New_York',
  week: [null, OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, null],
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Nobody is off for longer; a table without any shift ends here. */
const MAX_DAYS = 3660

/** In less than this a week, a time limit of days would lie years ahead. */
const MIN_MINUTES_PER_WEEK = 5 * 60
const MINUTES_A_DAY = 24 * 60

/** Why hours cannot be a team's; undefined when they can. */
export function problemWithHours({ timeZone, week }: WorkingHours): string | undefined {
  if (!isTimeZone(timeZone)) return `${timeZone} is no time zone that is known here.`
  if (week.length !== 7) return 'A week has seven days.'
  const shifts = week.filter((shift) => shift !== null)
  const isShift = ({ opens, closes }: Shift) =>
    opens >= 0 && opens < closes && closes <= MINUTES_A_DAY
  if (!shifts.every(isShift)) return 'A day has to end after it begins.'
  const minutes = shifts.reduce((sum, { opens, closes }) => sum + closes - opens, 0)
  if (minutes < MIN_MINUTES_PER_WEEK) return 'A week needs at least five working hours.'
  return undefined
}

/** Whether a zone is one that this machine knows by name; offsets are none, they know no summer. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * The moment at which so many working minutes have passed since `from`; it lies within working
 * hours. Zero minutes give `from` itself.
 * @throws RangeError when the table holds no working time
 */
export function addWorkingMinutes(from: Date, minutes: number, hours: WorkingHours): Date {
  let left = minutes * MINUTE_MS
  if (left <= 0) return from
  for (const { start, end } of shiftsFrom(from, hours)) {
    const begin = Math.max(start, from.getTime())
    if (end - begin >= left) return new Date(begin + left)
    left -= Math.max(0, end - begin)
  }
  throw new RangeError('There are no working hours in the table.')
}

/** Working minutes from one moment to a later one, 0 when it is not later; may be a fraction. */
export function workingMinutesBetween(from: Date, to: Date, hours: WorkingHours): number {
  let sum = 0
  for (const { start, end } of shiftsFrom(from, hours)) {
    if (start >= to.getTime()) break
    const begin = Math.max(start, from.getTime())
    sum += Math.max(0, Math.min(end, to.getTime()) - begin)
  }
  return sum / MINUTE_MS
}

/** The shifts that end after `from`, in order, as moments. */
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

/** The moment at which the clocks of a zone show this wall time (given as if it were UTC). */
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

/** How far a zone's clocks are ahead of UTC at a moment. */
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
