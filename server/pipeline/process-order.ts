import { asStep, PIPELINE_STEPS } from '@/domain/pipeline/pipeline-steps'
import { env } from '@/server/env'
import { findNextStep } from '@/server/modules/pipeline/find-next-step'
import { noPrefetchedSteps } from '@/server/modules/pipeline/prefetched-steps'
import { reportBrokenRun } from '@/server/modules/steps/report-broken-run'
import { inngest, orderPlaced, orderResumed } from './client'
import { executeStep } from './execute-step'
import { guard } from './guard'

/**
 * Runs one order through the pipeline until it completes or stops. All state is in the tables, so a
 * run may start at any time and continues at the order's first unfinished step.
 */
export const processOrder = inngest.createFunction(
  {
    id: 'process-order',
    name: 'Process order',
    triggers: [orderPlaced, orderResumed],
    concurrency: [{ key: 'event.data.orderId', limit: 1 }],
    retries: 20,
    onFailure: ({ event, error, step }) => {
      const { data } = event.data.event
      const report = () => reportBrokenRun(data, event.data.run_id, error)
      return step.run('report', () => guard(data.requestId, report))
    },
  },
  async ({ event, step, runId, attempt }) => {
    const { orderId, requestId } = event.data
    // A retried step gets its own call; for other engines the second step shows it.
    const isInOneCall = env().AFTERCART_ENGINE === 'embedded' && attempt === 0
    const run = { orderId, requestId, runId, prefetched: noPrefetchedSteps({ isInOneCall }) }
    const findNext = () => guard(requestId, () => findNextStep(orderId))
    const next =
      event.name === 'order/resumed'
        ? (asStep(event.data.step) ?? (await step.run('find-next-step', findNext)))
        : PIPELINE_STEPS[0]
    if (!next) return { outcome: 'continue' as const }
    for (const name of PIPELINE_STEPS.slice(PIPELINE_STEPS.indexOf(next), -1)) {
      const memo = await step.run(name, () => executeStep(name, run))
      if (memo.outcome === 'stopped') return memo
    }
    // Not an engine step: nothing follows it, so its result need not be stored.
    return executeStep('complete', run)
  },
)
