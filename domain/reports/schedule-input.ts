import { z } from 'zod'
import { isTimeZone } from '../working-hours/working-hours'
import { CADENCES } from './report-schedule'

const AlertInput = z.object({
  figure: z.string().min(1).max(120),
  label: z.string().min(1).max(120),
  direction: z.enum(['above', 'below']),
  value: z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'Enter a number like 12 or 12.50.'),
})

export const ScheduleReportInput = z
  .object({
    viewId: z.uuid(),
    cadence: z.enum(CADENCES),
    weekday: z.int().min(1).max(7).nullable(),
    hour: z.int().min(0).max(23),
    timeZone: z.string().max(64).refine(isTimeZone, 'Unknown time zone.'),
    onlyIfNotEmpty: z.boolean(),
    /** Null: sent regardless of its metrics. */
    alert: AlertInput.nullable(),
  })
  .refine(({ cadence, weekday }) => (cadence === 'weekly') === (weekday !== null), {
    error: 'Choose a weekday for a weekly report, and none for a daily one.',
    path: ['weekday'],
  })
export type ScheduleReportInput = z.infer<typeof ScheduleReportInput>
