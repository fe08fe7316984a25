import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

export type Schedule = inferRouterOutputs<AppRouter>['reportSettings']['schedules'][number]

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

export const hourLabels = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** "Each Monday from 07:00 (Europe/Berlin), if it is not empty, if Refunds is above 100". */
export function rhythmLabels(schedule: Schedule): string {
  const { cadence, weekday, hour, timeZone, onlyIfNotEmpty, alert } = schedule
  const day = cadence === 'weekly' ? `Each ${WEEKDAYS[(weekday ?? 1) - 1]}` : 'Each day'
  const words = [`${day} from ${hourLabels(hour)} (${timeZone})`]
  if (onlyIfNotEmpty) words.push('only if it is not empty')
  if (alert) words.push(`only if ${alert.label} is ${alert.direction} ${alert.value}`)
  return words.join(', ')
}
