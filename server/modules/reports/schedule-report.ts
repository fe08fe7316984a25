import { z } from 'zod'
import { insertSchedule } from '@/db/queries/reports/report-schedules'
import { lockSavedView } from '@/db/queries/settings/saved-views'
import { reportScheduleCreated } from '@/domain/events/report-events'
import { CADENCES, firstDay } from '@/domain/reports/report-schedule'
import { reasonAgainst } from '@/domain/staff/permissions'
import { isTimeZone } from '@/domain/working-hours/working-hours'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

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

/**
 * Schedules a saved report by email to the actor. The actor's permissions are checked again each
 * time an email is written.
 * @throws AppError forbidden, not_found (also for another user's private report)
 */
export async function scheduleReport(
  input: ScheduleReportInput,
  context: CommandContext,
): Promise<{ scheduleId: string }> {
  const { actor } = context
  if (actor.kind !== 'person')
    throw new AppError('forbidden', 'This action requires a signed-in user.')
  const refusal = reasonAgainst(actor.role, 'reports.read')
  if (refusal) throw new AppError('forbidden', refusal)
  return runInTransaction(context, async (uow) => {
    const view = await lockSavedView(uow.tx, input.viewId)
    if (view?.scope !== 'reports' || (view.ownerId !== actor.id && !view.isShared))
      throw new AppError('not_found', 'Saved report not found.')
    const startsOn = firstDay(input, uow.now)
    const scheduleId = await insertSchedule(uow.tx, { ...input, staffId: actor.id, startsOn })
    uow.record(reportScheduleCreated({ scheduleId, ...input }))
    return { scheduleId }
  })
}
