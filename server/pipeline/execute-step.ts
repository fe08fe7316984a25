import { runStep } from '@/server/commands/steps/run-step'
import type { StepsAhead, StepVerdict } from '@/server/commands/steps/step'
import type { PipelineStep } from '@/server/domain/pipeline-steps'
import { env } from '@/server/env'
import { flushOutbox } from './flush-outbox'
import { guard } from './guard'

/** What the engine keeps of a step. */
export type StepMemo = Exclude<StepVerdict, { outcome: 'again' }>

/** A run of the pipeline for one order. */
export type OrderRun = { orderId: string; requestId: string; runId: string; ahead: StepsAhead }

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
