import { continueBulkJob } from '@/server/modules/inbox/continue-bulk-jobs'
import { runBulkBatch } from '@/server/modules/inbox/run-bulk-batch'
import { bulkJobRequested, inngest } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** An engine remembers every step of a run: a longer job goes on in the next one. */
const BATCHES = 100

/**
 * Does what a person asked for on many things, batch by batch. What is done stands in the tables:
 * a run may be started at any moment and goes on where the job is.
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
    for (let batch = 1; batch <= BATCHES; batch += 1) {
      const { isOver } = await step.run(`batch-${batch}`, work)
      if (isOver) return { batches: batch }
    }
    await step.run('go-on', () => guard(requestId, () => continueBulkJob({ jobId, requestId })))
    await step.run('flush', () => guard(requestId, flushOutbox))
    return { batches: BATCHES }
  },
)
