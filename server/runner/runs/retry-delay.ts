const SECOND = 1_000
const HOUR = 3_600 * SECOND
// The delays of Inngest: 15 s to 2 h by attempt, plus up to 30 s of jitter.
const DELAYS_SECONDS = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200]
const JITTER_SECONDS = 30
const MAX_SLEEP_MS = 366 * 24 * HOUR

/**
 * Returns the delay before the next attempt, in ms. Uses the app's `retry-after` (seconds or a date),
 * limited to between 1 second and 24 hours; without it, the table above multiplied by `scale`, at least
 * 1 second.
 * @param attempt the attempt that failed, from 0
 */
export function retryDelay(
  attempt: number,
  retryAfter: string | undefined,
  scale: number,
  now: number,
): number {
  const requested = retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, now)
  if (requested !== undefined) return Math.min(Math.max(requested, SECOND), 24 * HOUR)
  const base = DELAYS_SECONDS[Math.min(attempt, DELAYS_SECONDS.length - 1)] ?? 0
  const delay = (base + Math.random() * JITTER_SECONDS) * SECOND * scale
  return Math.max(delay, SECOND)
}

function parseRetryAfter(value: string, now: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * SECOND
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : date - now
}

/** Returns the delay after `failures` (from 1) calls in a row without a valid response: 0.5 to 10 s. */
export function transportDelay(failures: number): number {
  return Math.min(500 * 2 ** (failures - 1), 10 * SECOND)
}

const UNITS: Record<string, number> = {
  w: 7 * 24 * HOUR,
  d: 24 * HOUR,
  h: HOUR,
  m: 60 * SECOND,
  s: SECOND,
}

/**
 * Returns when a sleep ends, in ms. Accepts a duration in the SDK's format (`1w2d3h4m5s`) or an ISO
 * date; returns undefined for anything else.
 */
export function parseWakeTime(text: string, now: number): number | undefined {
  const duration = parseDuration(text)
  const at = duration === undefined ? Date.parse(text) : now + duration
  return Number.isNaN(at) ? undefined : Math.min(at, now + MAX_SLEEP_MS)
}

/** Parses a duration in the SDK's format (`1h30m`) to ms; returns undefined if it is invalid. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+[wdhms])+$/.test(text)) return undefined
  let total = 0
  for (const [, amount, unit] of text.matchAll(/(\d+)([wdhms])/g))
    total += Number(amount) * (UNITS[unit ?? ''] ?? 0)
  return total
}
