import { asStep, PIPELINE_STEPS } from '@/domain/pipeline/pipeline-steps'
import { env } from '@/server/env'
import { findNextStep } from '@/server/modules/pipeline/find-next-step'
import { noPrefetchedSteps } from '@/server/modules/pipeline/prefetched-steps'
import { reportBrokenRun } from '@/server/modules/steps/report-broken-run'
import { inngest, orderPlaced, orderResumed } from './client'
import { executeStep } from './execute-step'
import { guard } from './guard'

/**
 * Carries one order through the pipeline, or to the step at which it has to stop. All state is in
 * the tables: a run may be started at any moment and goes on where the order stands.
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
    // A step that is tried again has a call of its own; of other engines it shows at the second step.
    const isInOneCall = env().AFTERCART_ENGINE === 'embedded' && attempt === 0
    const run = { orderId, requestId, runId, ahead: noPrefetchedSteps({ isInOneCall }) }
    const findNext = () => guard(requestId, () => findNextStep(orderId))
    const next =
      event.name === 'order/resumed'
        ? (asStep(event.data.step) ?? (await step.run('find-next-step', findNext)))
        : PIPELINE_STEPS[0]
    if (!next) return { outcome: 'onwards' as const }
    for (const name of PIPELINE_STEPS.slice(PIPELINE_STEPS.indexOf(next), -1)) {
      const memo = await step.run(name, () => executeStep(name, run))
      if (memo.outcome === 'stopped') return memo
    }
    // The last step ends the run: nothing follows that the engine would have to remember it for.
    return executeStep('complete', run)
  },
)
