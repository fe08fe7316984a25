import { z } from 'zod'
import { lockBulkJob, saveBulkJob } from '@/db/queries/pipeline/bulk-jobs'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { bulkKind } from './bulk-actions'

export const CancelBulkJobInput = z.object({ jobId: z.uuid() })
export type CancelBulkJobInput = z.infer<typeof CancelBulkJobInput>

/**
 * Stops a job: what is done stays done, the rest is left as it is.
 * @throws AppError not_found, forbidden, conflict when it is over already
 */
export function cancelBulkJob(
  { jobId }: CancelBulkJobInput,
  context: CommandContext,
): Promise<{ jobId: string }> {
  return runInTransaction(context, async (uow) => {
    const job = await lockBulkJob(uow.tx, jobId)
    if (!job) throw new AppError('not_found', 'There is no such job.')
    const { actor } = context
    if (actor.kind === 'person') {
      const refusal = reasonAgainst(actor.role, bulkKind(job.kind).permission)
      if (refusal) throw new AppError('forbidden', refusal)
    }
    if (job.status === 'done') throw new AppError('conflict', 'The job is done already.')
    if (job.status === 'canceled')
      throw new AppError('conflict', `${job.canceledByName ?? 'Somebody'} stopped it already.`)
    const change = {
      status: 'canceled' as const,
      finishedAt: uow.now,
      canceledByName: actor.name,
    }
    await saveBulkJob(uow.tx, jobId, change, uow.now)
    uow.recordAudit('bulk.cancel', { type: 'bulk_job', id: jobId })
    return { jobId }
  })
}
