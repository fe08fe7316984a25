import { z } from 'zod'
import { listAnnotations } from '@/db/queries/reports/report-annotations'
import { listReportChoices } from '@/db/queries/reports/report-choices'
import { listSchedules } from '@/db/queries/reports/report-schedules'
import { AddAnnotationInput } from '@/domain/reports/annotation-input'
import { ScheduleReportInput } from '@/domain/reports/schedule-input'
import { addAnnotation } from '@/server/modules/reports/add-annotation'
import { RemoveAnnotationInput, removeAnnotation } from '@/server/modules/reports/remove-annotation'
import { RemoveScheduleInput, removeSchedule } from '@/server/modules/reports/remove-schedule'
import {
  RequestReportMailInput,
  requestReportMail,
} from '@/server/modules/reports/request-report-mail'
import { scheduleReport } from '@/server/modules/reports/schedule-report'
import { procedureWith, router } from '../init'

const reportProcedure = procedureWith('reports.read')

const ListAnnotationsInput = z.object({
  from: z.date(),
  /** Exclusive. */
  to: z.date(),
  storefront: z.uuid().optional(),
})

/** Filter options, annotations and scheduled emails of the reports. */
export const reportSettingsRouter = router({
  choices: reportProcedure.query(() => listReportChoices()),

  annotations: reportProcedure
    .input(ListAnnotationsInput)
    .query(({ input: { from, to, storefront } }) =>
      listAnnotations({ from, to, storefrontIds: storefront ? [storefront] : [] }),
    ),

  addAnnotation: reportProcedure
    .input(AddAnnotationInput)
    .mutation(({ input, ctx }) => addAnnotation(input, ctx.command)),

  removeAnnotation: reportProcedure
    .input(RemoveAnnotationInput)
    .mutation(({ input, ctx }) => removeAnnotation(input, ctx.command)),

  /** The caller's own schedules. */
  schedules: reportProcedure.query(({ ctx }) => listSchedules(ctx.staff.id)),

  schedule: reportProcedure
    .input(ScheduleReportInput)
    .mutation(({ input, ctx }) => scheduleReport(input, ctx.command)),

  unschedule: reportProcedure
    .input(RemoveScheduleInput)
    .mutation(({ input, ctx }) => removeSchedule(input, ctx.command)),

  sendMail: reportProcedure
    .input(RequestReportMailInput)
    .mutation(({ input, ctx }) => requestReportMail(input, ctx.command)),
})
