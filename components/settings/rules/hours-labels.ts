import type { Shift, WorkingHours } from '@/domain/working-hours/working-hours'

/** The days of the week in display order, each with its index in the hours table. */
export const DAYS = [
  { day: 1, name: 'Monday' },
  { day: 2, name: 'Tuesday' },
  { day: 3, name: 'Wednesday' },
  { day: 4, name: 'Thursday' },
  { day: 5, name: 'Friday' },
  { day: 6, name: 'Saturday' },
  { day: 0, name: 'Sunday' },
] as const

const MINUTES_A_DAY = 24 * 60

/** Returns minutes after midnight as a clock time: `09:30`. The end of the day is `00:00`. */
export function toClock(minutes: number): string {
  const twoDigits = (n: number) => String(n).padStart(2, '0')
  return `${twoDigits(Math.floor(minutes / 60) % 24)}:${twoDigits(minutes % 60)}`
}

/** Returns the shift between two clock times. A closing time of midnight is the end of the day. */
export function toShift(opens: string, closes: string): Shift {
  const minutes = (clock: string) => {
    const [hours = 0, rest = 0] = clock.split(':').map(Number)
    return hours * 60 + rest
  }
  return { opens: minutes(opens), closes: minutes(closes) || MINUTES_A_DAY }
}

/** Returns the hours as one line: "Monday to Friday 09:00–18:00, Europe/Berlin". */
export function formatWorkingHours({ timeZone, week }: WorkingHours): string {
  const runs: { first: string; last: string; clocks: string }[] = []
  let isRunning = false
  for (const { day, name } of DAYS) {
    const shift = week[day]
    const clocks = shift ? `${toClock(shift.opens)}–${toClock(shift.closes)}` : ''
    const run = runs.at(-1)
    if (shift && isRunning && run?.clocks === clocks) run.last = name
    else if (shift) runs.push({ first: name, last: name, clocks })
    isRunning = Boolean(shift)
  }
  const days = runs.map(({ first, last, clocks }) =>
    first === last ? `${first} ${clocks}` : `${first} to ${last} ${clocks}`,
  )
  return [...days, timeZone].join(', ')
}
