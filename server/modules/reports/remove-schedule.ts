import { z } from 'zod'
import { deleteSchedule } from '@/db/queries/reports/report-schedules'
import { reportScheduleDeleted } from '@/domain/events/report-events'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const RemoveScheduleInput = z.object({ scheduleId: z.uuid() })
export type RemoveScheduleInput = z.infer<typeof RemoveScheduleInput>

/**
 * Deletes one of the actor's own schedules.
 * @throws AppError not_found (also for another user's schedule)
 */
export async function removeSchedule(
  { scheduleId }: RemoveScheduleInput,
  context: CommandContext,
): Promise<{ scheduleId: string }> {
  const { actor } = context
  if (actor.kind !== 'person')
    throw new AppError('forbidden', 'This action requires a signed-in user.')
  return runInTransaction(context, async (uow) => {
    const isRemoved = await deleteSchedule(uow.tx, scheduleId, actor.id)
    if (!isRemoved) throw new AppError('not_found', 'Schedule not found.')
    uow.record(reportScheduleDeleted({ scheduleId }))
    return { scheduleId }
  })
}
