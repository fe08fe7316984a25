import { listStandingJobs } from '@/db/queries/pipeline/bulk-jobs'
import { systemActor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/** How long a job may stand before it is set going again. */
const STANDS_MS = 2 * 60_000

const context = (requestId: string): CommandContext => ({ actor: systemActor('bulk'), requestId })

/** Lets a long job go on in a run of its own. */
export function continueBulkJob(job: { jobId: string; requestId: string }): Promise<void> {
  return runInTransaction(context(job.requestId), async (uow) =>
    uow.emit({ name: 'bulk-job/requested', data: job }),
  )
}

/** Sets jobs going again whose run was lost; one that is on its way is not disturbed. */
export async function sweepBulkJobs(now = new Date()): Promise<{ resumed: number }> {
  const before = new Date(now.getTime() - STANDS_MS)
  return runInTransaction(context('sweep'), async (uow) => {
    const standing = await listStandingJobs(uow.tx, before)
    for (const { id, requestId } of standing)
      uow.emit({ name: 'bulk-job/requested', data: { jobId: id, requestId } })
    return { resumed: standing.length }
  })
}
