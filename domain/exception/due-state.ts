import {
  addWorkingMinutes,
  type WorkingHours,
  workingMinutesBetween,
} from '../working-hours/working-hours'

/** Working minutes before the due date from which an exception is due soon. */
const SOON_MINUTES = 120

export type DueState = 'overdue' | 'soon' | 'later'

/** Returns the latest due date that counts as due soon or overdue at `now`. */
export function dueSoonUntil(now: Date, hours: WorkingHours): Date {
  return addWorkingMinutes(now, SOON_MINUTES, hours)
}

/** Returns the remaining working time, for example "due in 2 h 10" or "overdue by 40 min". */
export function formatDue(
  dueAt: Date,
  now: Date,
  hours: WorkingHours,
): { state: DueState; text: string } {
  if (dueAt <= now)
    return {
      state: 'overdue',
      text: `overdue by ${formatDuration(workingMinutesBetween(dueAt, now, hours))}`,
    }
  const left = workingMinutesBetween(now, dueAt, hours)
  return { state: left <= SOON_MINUTES ? 'soon' : 'later', text: `due in ${formatDuration(left)}` }
}

/** Returns a duration, for example "40 min" or "2 h 10". */
function formatDuration(minutes: number): string {
  const whole = Math.max(1, Math.round(minutes))
  if (whole < 60) return `${whole} min`
  const rest = whole % 60
  const hours = Math.floor(whole / 60)
  return rest === 0 || hours >= 10 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`
}
