import { asStep } from '@/domain/pipeline/pipeline-steps'
import { runBulkBatch } from '@/server/modules/inbox/run-bulk-batch'
import { noPrefetchedSteps } from '@/server/modules/pipeline/prefetched-steps'
import { executeStep } from '@/server/pipeline/execute-step'

/**
 * Executes one step of an order, or a bulk job (`bulk-job`, its id), in a separate process that a
 * test can kill.
 */
const [, , what, id = '', runId = ''] = process.argv
const name = asStep(what)
if (name)
  await executeStep(name, {
    orderId: id,
    runId,
    requestId: 'child',
    prefetched: noPrefetchedSteps(),
  })
else if (what === 'bulk-job') while (!(await runBulkBatch(id)).isOver);
else throw new Error(`There is no step ${what}.`)
