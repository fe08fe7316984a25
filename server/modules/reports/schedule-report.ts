import { insertSchedule } from '@/db/queries/reports/report-schedules'
import { lockSavedView } from '@/db/queries/settings/saved-views'
import { reportScheduleCreated } from '@/domain/events/report-events'
import { firstDay } from '@/domain/reports/report-schedule'
import type { ScheduleReportInput } from '@/domain/reports/schedule-input'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

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
