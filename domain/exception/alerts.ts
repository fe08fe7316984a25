import type { Role } from '../staff/permissions'
import { instantOf, offsetMs } from '../working-hours/working-hours'

/** Default alerts and digests per role. Admins can change them. */
export const STANDARD_ROLE_ALERTS: Record<Role, { hasAlerts: boolean; hasDigest: boolean }> = {
  care: { hasAlerts: false, hasDigest: false },
  lead: { hasAlerts: true, hasDigest: true },
  manager: { hasAlerts: false, hasDigest: true },
  finance: { hasAlerts: false, hasDigest: false },
  engineer: { hasAlerts: true, hasDigest: false },
  admin: { hasAlerts: true, hasDigest: false },
}

/** Local minutes of the day within which the daily digest is sent. */
const DIGEST_FROM = 8 * 60
const DIGEST_UNTIL = 10 * 60

/** Seconds until a failed alert is retried, after the 1st, 2nd ... failure. */
export const ALERT_RETRIES = [60, 5 * 60, 15 * 60, 60 * 60]

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export type QuietHours = { quietFrom: number | null; quietUntil: number | null; timeZone: string }

/** Returns when an alert may be sent: now, or at the end of the current quiet hours. */
export function sendableAt(now: Date, { quietFrom, quietUntil, timeZone }: QuietHours): Date {
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) return now
  const wall = now.getTime() + offsetMs(now.getTime(), timeZone)
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS
  const minute = Math.floor((wall - midnight) / MINUTE_MS)
  const isOvernight = quietFrom > quietUntil
  const isQuiet = isOvernight
    ? minute >= quietFrom || minute < quietUntil
    : minute >= quietFrom && minute < quietUntil
  if (!isQuiet) return now
  const endsTomorrow = isOvernight && minute >= quietFrom
  const end = midnight + (endsTomorrow ? DAY_MS : 0) + quietUntil * MINUTE_MS
  return new Date(instantOf(end, timeZone))
}

/** Returns the local date whose digest is due now in a time zone; undefined at other times. */
export function digestDay(now: Date, timeZone: string): string | undefined {
  const wall = new Date(now.getTime() + offsetMs(now.getTime(), timeZone))
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes()
  if (minute < DIGEST_FROM || minute >= DIGEST_UNTIL) return undefined
  return wall.toISOString().slice(0, 10)
}
