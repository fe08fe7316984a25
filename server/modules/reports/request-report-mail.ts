import { z } from 'zod'
import { lockSchedule, startReportMail } from '@/db/queries/reports/report-schedules'
import { reportEmailRequested } from '@/domain/events/report-events'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const RequestReportMailInput = z.object({ scheduleId: z.uuid() })
export type RequestReportMailInput = z.infer<typeof RequestReportMailInput>

/**
 * Sends the report of one's own schedule once, now: beside those that it sends by itself, also
 * after one that did not arrive.
 * @throws AppError not_found (also for somebody else's), conflict while one is on its way
 */
export async function requestReportMail(
  { scheduleId }: RequestReportMailInput,
  context: CommandContext,
): Promise<{ mailId: string }> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people read reports.')
  return runInTransaction(context, async (uow) => {
    const schedule = await lockSchedule(uow.tx, scheduleId)
    if (schedule?.staffId !== actor.id)
      throw new AppError('not_found', 'There is no such schedule of yours.')
    if (schedule.isSending) throw new AppError('conflict', 'One is on its way already.')
    const mailId = await startReportMail(uow.tx, scheduleId, null)
    if (!mailId) throw new Error('A mail that is for no day is never there already.')
    uow.record(reportEmailRequested({ scheduleId, mailId }))
    const { requestId } = context
    uow.emit({ name: 'report-mail/requested', data: { mailId, requestId } })
    return { mailId }
  })
}
