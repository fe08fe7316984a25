import { z } from 'zod'
import type { ReportAlert } from '@/domain/reports/report-alert'
import { CADENCES } from '@/domain/reports/report-schedule'
import { ScheduleReportInput } from '@/domain/reports/schedule-input'

/** The values of the schedule form. `viewId` is '' until a report is selected. */
export const ScheduleFormInput = z
  .object({
    viewId: z.string(),
    cadence: z.enum(CADENCES),
    weekday: z.string(),
    hour: z.string(),
    timeZone: z.string(),
    onlyIfNotEmpty: z.boolean(),
    alert: z.custom<ReportAlert>().nullable(),
  })
  .transform(({ weekday, hour, ...entry }) => ({
    ...entry,
    weekday: entry.cadence === 'weekly' ? Number(weekday) : null,
    hour: Number(hour),
  }))
  .pipe(ScheduleReportInput)
export type ScheduleFormInput = z.input<typeof ScheduleFormInput>
