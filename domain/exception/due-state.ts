import {
  addWorkingMinutes,
  type WorkingHours,
  workingMinutesBetween,
} from '../working-hours/working-hours'

/** Working minutes before its time limit at which an exception counts as due soon. */
const SOON_MINUTES = 120

export type DueState = 'overdue' | 'soon' | 'later'

/** Up to which time limit an exception counts as due soon, or overdue, at a moment. */
export function dueSoonUntil(now: Date, hours: WorkingHours): Date {
  return addWorkingMinutes(now, SOON_MINUTES, hours)
}

/** What is left of a time limit, in words: "due in 2 h 10" of working time, "overdue by 40 min". */
export function dueLabels(
  dueAt: Date,
  now: Date,
  hours: WorkingHours,
): { state: DueState; text: string } {
  if (dueAt <= now)
    return {
      state: 'overdue',
      text: `overdue by ${span(workingMinutesBetween(dueAt, now, hours))}`,
    }
  const left = workingMinutesBetween(now, dueAt, hours)
  return { state: left <= SOON_MINUTES ? 'soon' : 'later', text: `due in ${span(left)}` }
}

/** Minutes as people say them: "40 min", "2 h 10". */
function span(minutes: number): string {
  const whole = Math.max(1, Math.round(minutes))
  if (whole < 60) return `${whole} min`
  const rest = whole % 60
  const hours = Math.floor(whole / 60)
  return rest === 0 || hours >= 10 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`
}
