import { dateFormat } from '@/domain/text/intl-formats'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Returns "now", "12 min. ago" or "in 2 hr." for times within a day; undefined otherwise. */
export function relativeTime(at: number, now: number, locale: string): string | undefined {
  const distance = at - now
  const size = Math.abs(distance)
  if (size >= DAY) return undefined
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  // The page's clock ticks every half minute and may be behind the server's clock: a recent event
  // must not appear as future.
  if (size < MINUTE) return format.format(0, 'second')
  if (size < HOUR) return format.format(Math.trunc(distance / MINUTE), 'minute')
  return format.format(Math.trunc(distance / HOUR), 'hour')
}

/** Returns a date with time, "3 Nov, 14:05"; with the year instead of the time in other years. */
export function shortTime(at: number, now: number, locale: string, timeZone: string): string {
  const isOtherYear = yearOf(at, timeZone) !== yearOf(now, timeZone)
  return dateFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(isOtherYear ? { year: 'numeric' } : { hour: '2-digit', minute: '2-digit' }),
  }).format(at)
}

/** Returns the full date and time with its zone: "3 Nov 2026, 14:05:09 CET". */
export function exactTime(at: number, locale: string, timeZone: string): string {
  return dateFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at)
}

/** Returns the remaining time: "4:59", "1:02:10"; "0:00" after the end. */
export function countdown(at: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((at - now) / SECOND))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const twoDigits = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${twoDigits(m)}:${twoDigits(s)}` : `${m}:${twoDigits(s)}`
}

const yearOf = (at: number, timeZone: string) =>
  dateFormat('en', { timeZone, year: 'numeric' }).format(at)
