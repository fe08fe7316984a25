import { z } from 'zod'
import { lockSchedule, startReportMail } from '@/db/queries/reports/report-schedules'
import { reportEmailRequested } from '@/domain/events/report-events'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const RequestReportMailInput = z.object({ scheduleId: z.uuid() })
export type RequestReportMailInput = z.infer<typeof RequestReportMailInput>

/**
 * Sends the report of one of the actor's own schedules now, in addition to the scheduled emails.
 * @throws AppError not_found (also for another user's schedule), conflict while one is being sent
 */
export async function requestReportMail(
  { scheduleId }: RequestReportMailInput,
  context: CommandContext,
): Promise<{ mailId: string }> {
  const { actor } = context
  if (actor.kind !== 'person')
    throw new AppError('forbidden', 'This action requires a signed-in user.')
  return runInTransaction(context, async (uow) => {
    const schedule = await lockSchedule(uow.tx, scheduleId)
    if (schedule?.staffId !== actor.id) throw new AppError('not_found', 'Schedule not found.')
    if (schedule.isSending) throw new AppError('conflict', 'This report is already being sent.')
    const mailId = await startReportMail(uow.tx, scheduleId, null)
    if (!mailId) throw new Error('An email without a due date never conflicts with another.')
    uow.record(reportEmailRequested({ scheduleId, mailId }))
    const { requestId } = context
    uow.emit({ name: 'report-mail/requested', data: { mailId, requestId } })
    return { mailId }
  })
}
