import { parseCronItem } from 'graphile-worker'

/** A cron trigger. `source` is the text of the trigger in the code. */
export type CronSchedule = {
  source: string
  expression: string
  /** Returns whether the schedule has a tick in the minute that starts at `ms`. */
  isTick(ms: number): boolean
}

const MINUTE = 60_000
const MAX_LOOKBACK_MS = 24 * 60 * MINUTE
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/**
 * Parses `0 3 * * *` or `TZ=Europe/Paris 0 3 * * *`; the default time zone is UTC. Throws if the
 * schedule or the zone is invalid.
 */
export function parseCron(source: string): CronSchedule {
  const [, zone = 'UTC', expression = ''] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(source.trim()) ?? []
  const { match } = parseCronItem({ task: 'cron', match: expression })
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    minute: 'numeric',
    hour: 'numeric',
    day: 'numeric',
    month: 'numeric',
    weekday: 'short',
  })
  return {
    source,
    expression,
    isTick(ms) {
      const at = Object.fromEntries(parts.formatToParts(ms).map((part) => [part.type, part.value]))
      return match({
        min: Number(at.minute),
        hour: Number(at.hour),
        date: Number(at.day),
        month: Number(at.month),
        dow: DAYS.indexOf(at.weekday ?? ''),
      })
    },
  }
}

/** Returns the start of the minute that contains `ms`. */
export const minuteOf = (ms: number): number => ms - (ms % MINUTE)

/**
 * Returns the latest tick after the minute `since`, up to and including the minute `now`. Of several
 * missed ticks, e.g. while the runner was down, only the last one counts; ticks more than a day ago are
 * skipped.
 */
export function latestTick(schedule: CronSchedule, since: number, now: number): number | undefined {
  for (let at = now; at > Math.max(since, now - MAX_LOOKBACK_MS); at -= MINUTE)
    if (schedule.isTick(at)) return at
  return undefined
}
