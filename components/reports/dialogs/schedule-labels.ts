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

export const hourLabel = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** "Mondays at 07:00 (Europe/Berlin), only if not empty, only if Refunds is above 100" */
export function scheduleSummary(schedule: Schedule): string {
  const { cadence, weekday, hour, timeZone, onlyIfNotEmpty, alert } = schedule
  const day = cadence === 'weekly' ? `${WEEKDAYS[(weekday ?? 1) - 1]}s` : 'Daily'
  const parts = [`${day} at ${hourLabel(hour)} (${timeZone})`]
  if (onlyIfNotEmpty) parts.push('only if not empty')
  if (alert) parts.push(`only if ${alert.label} is ${alert.direction} ${alert.value}`)
  return parts.join(', ')
}
