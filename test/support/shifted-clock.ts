import type postgres from 'postgres'

/** A clock, time zone and locale for tests to run under. */
export type Shift = { name: string; startsAt: string; timeZone: string; locale: string }

const DAY_MS = 86_400_000
/** Every shift is at least this far ahead: a date written into a test is in the past there. */
const AHEAD_MS = 400 * DAY_MS

/**
 * The shifts at `now`. Every test file starts exactly at `startsAt`, however long the files before
 * it took.
 */
export function listShifts(now: number): Shift[] {
  const later = new Date(now + AHEAD_MS)
  return [
    {
      name: 'in 400 days',
      startsAt: later.toISOString(),
      timeZone: 'Asia/Kathmandu',
      locale: 'de_DE.UTF-8',
    },
    {
      name: 'end of February',
      startsAt: firstAfter(later, (year) => Date.UTC(year, 2, 1, 0, -2)),
      timeZone: 'UTC',
      // Its own digits and calendar: text formatted with the default locale stands out.
      locale: 'fa_IR.UTF-8',
    },
    {
      name: 'start of daylight saving time',
      startsAt: firstAfter(
        later,
        (year) => secondSundayOfMarch(year) + 6 * 3_600_000 + 55 * 60_000,
      ),
      timeZone: 'America/New_York',
      locale: 'tr_TR.UTF-8',
    },
  ]
}

/** The first instant after `start` of those that `inYear` returns, one per year. */
function firstAfter(start: Date, inYear: (year: number) => number): string {
  const year = start.getUTCFullYear()
  const instant = [inYear(year), inYear(year + 1)].find((at) => at > start.getTime())
  return new Date(instant ?? Number.NaN).toISOString()
}

/** Midnight UTC of the day on which New York moves its clocks from 2:00 (7:00 UTC) to 3:00. */
function secondSundayOfMarch(year: number): number {
  const weekday = new Date(Date.UTC(year, 2, 1)).getUTCDay()
  return Date.UTC(year, 2, 1 + ((7 - weekday) % 7) + 7)
}

/** The environment of a process that runs under a shift. */
export const shiftEnv = ({ startsAt, timeZone, locale }: Shift): Record<string, string> => ({
  AFTERCART_CLOCK_START: startsAt,
  NODE_OPTIONS: `--import=${new URL('shift-clock.mjs', import.meta.url)}`,
  TZ: timeZone,
  LANG: locale,
  LC_ALL: locale,
})

/** Postgres setting that makes sessions find the functions of `installShiftedNow` first. */
export const SHIFTED_SEARCH_PATH = 'search_path=public, shifted_clock, pg_catalog'

/**
 * Defines `now()` and its siblings ahead of the real clock by `aftercart.clock_offset`. Only SQL
 * sees them: the server's own timers keep real time. (Under libfaketime, a signal that interrupts
 * a wait reads the real clock, so deadlock and statement timeouts never fire.)
 */
export async function installShiftedNow(sql: postgres.Sql): Promise<void> {
  await sql`create schema shifted_clock`
  for (const name of ['now', 'transaction_timestamp', 'statement_timestamp', 'clock_timestamp'])
    await sql.unsafe(`
      create function shifted_clock.${name}() returns timestamptz
        language sql ${name === 'clock_timestamp' ? 'volatile' : 'stable'} parallel safe
        return pg_catalog.${name}()
          + coalesce(nullif(current_setting('aftercart.clock_offset', true), ''), '0')::interval`)
}

/** Gives a database the clock and time zone of this process, if it runs under a shift. */
export async function shiftDatabase(sql: postgres.Sql, name: string): Promise<void> {
  const { AFTERCART_CLOCK_OFFSET_MS: offset, TZ: timeZone } = process.env
  if (!offset) return
  await sql.unsafe(`alter database ${name} set aftercart.clock_offset = '${offset} milliseconds'`)
  await sql.unsafe(`alter database ${name} set timezone = '${timeZone}'`)
}
