import { continueBulkJob } from '@/server/modules/inbox/continue-bulk-jobs'
import { runBulkBatch } from '@/server/modules/inbox/run-bulk-batch'
import { bulkJobRequested, inngest } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** Engines store every step of a run, so a longer job continues in a new run. */
const MAX_BATCHES = 100

/**
 * Processes a bulk job batch by batch. Progress is in the tables, so a run may start at any time
 * and continues where the job stopped.
 */
export const runBulkJob = inngest.createFunction(
  {
    id: 'run-bulk-job',
    name: 'Run bulk job',
    triggers: [bulkJobRequested],
    concurrency: [{ key: 'event.data.jobId', limit: 1 }],
    retries: 20,
  },
  async ({ event, step }) => {
    const { jobId, requestId } = event.data
    const work = async () => {
      const result = await guard(requestId, () => runBulkBatch(jobId))
      await flushOutbox()
      return result
    }
    for (let batch = 1; batch <= MAX_BATCHES; batch += 1) {
      const { isOver } = await step.run(`batch-${batch}`, work)
      if (isOver) return { batches: batch }
    }
    await step.run('go-on', () => guard(requestId, () => continueBulkJob({ jobId, requestId })))
    await step.run('flush', () => guard(requestId, flushOutbox))
    return { batches: MAX_BATCHES }
  },
)
