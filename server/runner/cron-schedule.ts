import { parseCronItem } from 'graphile-worker'

/** A cron trigger. `source` is the trigger as it stands in the code. */
export type CronSchedule = {
  source: string
  expression: string
  /** Whether the minute that begins at `ms` is one of its ticks. */
  isTick(ms: number): boolean
}

const MINUTE = 60_000
const LOOK_BACK = 24 * 60 * MINUTE
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/**
 * Reads `0 3 * * *` or `TZ=Europe/Paris 0 3 * * *`; times are UTC without a zone. Throws when
 * the schedule or the zone is not valid.
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

/** The minute that `ms` lies in. */
export const minuteOf = (ms: number): number => ms - (ms % MINUTE)

/**
 * The latest tick after `since` up to `now`, both minutes. Of several that were missed, e.g.
 * while the runner was down, only the last counts; those over a day ago are given up.
 */
export function latestTick(schedule: CronSchedule, since: number, now: number): number | undefined {
  for (let at = now; at > Math.max(since, now - LOOK_BACK); at -= MINUTE)
    if (schedule.isTick(at)) return at
  return undefined
}
