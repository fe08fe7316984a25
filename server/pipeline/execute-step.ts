import type { OrderId } from '@/domain/ids'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { env } from '@/server/env'
import { runStep } from '@/server/modules/pipeline/run-step'
import type { PrefetchedSteps, RunDecision } from '@/server/modules/steps/step-types'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** What the engine keeps of a step. */
export type StepMemo = Exclude<RunDecision, { outcome: 'again' }>

/** A run of the pipeline for one order. */
export type OrderRun = {
  orderId: OrderId
  requestId: string
  runId: string
  ahead: PrefetchedSteps
}

/**
 * Executes one step of an order's way for the engine.
 * @throws RetryAfterError when the step is to be tried again later
 */
export async function executeStep(name: PipelineStep, run: OrderRun): Promise<StepMemo> {
  const retryScale = env().AFTERCART_RETRY_SCALE
  const memo = await guard(run.requestId, () => runStep(name, { ...run, retryScale }))
  // Somebody may have been called to tend the breaker.
  if (memo.outcome === 'stopped' && memo.because === 'queued') await flushOutbox()
  return memo
}
