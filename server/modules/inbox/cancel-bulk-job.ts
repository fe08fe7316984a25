import { z } from 'zod'
import { lockBulkJob, saveBulkJob } from '@/db/queries/pipeline/bulk-jobs'
import { bulkJobCanceled } from '@/domain/events/system-events'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { getBulkAction } from './bulk-actions'

export const CancelBulkJobInput = z.object({ jobId: z.uuid() })
export type CancelBulkJobInput = z.infer<typeof CancelBulkJobInput>

/**
 * Cancels a job. Processed rows stay processed.
 * @throws AppError not_found, forbidden, conflict when the job is finished
 */
export function cancelBulkJob(
  { jobId }: CancelBulkJobInput,
  context: CommandContext,
): Promise<{ jobId: string }> {
  return runInTransaction(context, async (uow) => {
    const job = await lockBulkJob(uow.tx, jobId)
    if (!job) throw new AppError('not_found', 'Bulk job not found.')
    const { actor } = context
    if (actor.kind === 'person') {
      const refusal = reasonAgainst(actor.role, getBulkAction(job.kind).permission)
      if (refusal) throw new AppError('forbidden', refusal)
    }
    if (job.status === 'done') throw new AppError('conflict', 'This job is already finished.')
    if (job.status === 'canceled')
      throw new AppError(
        'conflict',
        `${job.canceledByName ?? 'Another user'} already canceled this job.`,
      )
    const change = {
      status: 'canceled' as const,
      finishedAt: uow.now,
      canceledByName: actor.name,
    }
    await saveBulkJob(uow.tx, jobId, change, uow.now)
    uow.record(bulkJobCanceled({ jobId }))
    return { jobId }
  })
}
