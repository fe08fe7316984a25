import { listStalledJobs } from '@/db/queries/pipeline/bulk-jobs'
import { systemActor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/** How long a job may make no progress before it is restarted. */
const STALLED_MS = 2 * 60_000

const context = (requestId: string): CommandContext => ({ actor: systemActor('bulk'), requestId })

/** Continues a long job in a new run. */
export function continueBulkJob(job: { jobId: string; requestId: string }): Promise<void> {
  return runInTransaction(context(job.requestId), async (uow) =>
    uow.emit({ name: 'bulk-job/requested', data: job }),
  )
}

/** Restarts jobs whose run was lost. Returns how many. */
export async function sweepBulkJobs(now = new Date()): Promise<{ resumed: number }> {
  const before = new Date(now.getTime() - STALLED_MS)
  return runInTransaction(context('sweep'), async (uow) => {
    const stalled = await listStalledJobs(uow.tx, before)
    for (const { id, requestId } of stalled)
      uow.emit({ name: 'bulk-job/requested', data: { jobId: id, requestId } })
    return { resumed: stalled.length }
  })
}
