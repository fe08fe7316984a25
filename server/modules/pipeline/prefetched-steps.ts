import { PIPELINE_STEPS, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { PrefetchedSteps, StepStart } from '../steps/step-types'

/** Engines limit a call to ten seconds; the lease of a prefetched step must be used by then. */
const MAX_MS = 5_000

/**
 * Returns the empty state of a run.
 * @param isInOneCall whether the engine is known to request consecutive steps in one call
 */
export function noPrefetchedSteps({ isInOneCall = false } = {}): PrefetchedSteps {
  return { starts: new Map(), requested: isInOneCall ? 1 : 0, startedAt: performance.now() }
}

/** Returns and removes the prefetched start of a step, or undefined. */
export function takePrefetched(
  prefetched: PrefetchedSteps,
  name: PipelineStep,
): StepStart | undefined {
  prefetched.requested++
  const start = prefetched.starts.get(name)
  prefetched.starts.delete(name)
  return start
}

/**
 * Returns the step to start in the transaction that finishes `name`, or undefined. Steps are
 * prefetched only once the engine has requested consecutive steps in this call: another call could
 * not see the prefetched step and would wait for its lease to expire.
 */
export function nextStepToPrefetch(
  prefetched: PrefetchedSteps,
  name: PipelineStep,
): PipelineStep | undefined {
  const isConsecutive =
    prefetched.requested > 1 && performance.now() - prefetched.startedAt < MAX_MS
  return isConsecutive ? PIPELINE_STEPS[PIPELINE_STEPS.indexOf(name) + 1] : undefined
}
