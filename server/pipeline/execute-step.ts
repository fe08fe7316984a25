import type { OrderId } from '@/domain/ids'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { env } from '@/server/env'
import { runStep } from '@/server/modules/pipeline/run-step'
import type { PrefetchedSteps, RunDecision } from '@/server/modules/steps/step-types'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** The step result that the engine stores. */
export type StepMemo = Exclude<RunDecision, { outcome: 'retry' }>

/** One pipeline run of an order. */
export type OrderRun = {
  orderId: OrderId
  requestId: string
  runId: string
  prefetched: PrefetchedSteps
}

/**
 * Executes one pipeline step of an order for the engine.
 * @throws RetryAfterError when the step must be retried later
 */
export async function executeStep(name: PipelineStep, run: OrderRun): Promise<StepMemo> {
  const retryScale = env().AFTERCART_RETRY_SCALE
  const memo = await guard(run.requestId, () => runStep(name, { ...run, retryScale }))
  // Queueing may have requested a breaker probe.
  if (memo.outcome === 'stopped' && memo.because === 'queued') await flushOutbox()
  return memo
}
