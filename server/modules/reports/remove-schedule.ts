import { z } from 'zod'
import { deleteSchedule } from '@/db/queries/reports/report-schedules'
import { reportScheduleDeleted } from '@/domain/events/report-events'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const RemoveScheduleInput = z.object({ scheduleId: z.uuid() })
export type RemoveScheduleInput = z.infer<typeof RemoveScheduleInput>

/**
 * Ends one's own schedule.
 * @throws AppError not_found (also for somebody else's)
 */
export async function removeSchedule(
  { scheduleId }: RemoveScheduleInput,
  context: CommandContext,
): Promise<{ scheduleId: string }> {
  const { actor } = context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people read reports.')
  return runInTransaction(context, async (uow) => {
    const isRemoved = await deleteSchedule(uow.tx, scheduleId, actor.id)
    if (!isRemoved) throw new AppError('not_found', 'There is no such schedule of yours.')
    uow.record(reportScheduleDeleted({ scheduleId }))
    return { scheduleId }
  })
}
