import { PIPELINE_STEPS, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { PrefetchedSteps, StepStart } from '../steps/step-types'

/** Engines let a run stay in one call for ten seconds; a lease taken ahead must be used by then. */
const MAX_MS = 5_000

/** `isInOneCall`: the engine is known to ask for one step after the other in this call. */
export function noPrefetchedSteps({ isInOneCall = false } = {}): PrefetchedSteps {
  return { begun: new Map(), asked: isInOneCall ? 1 : 0, since: performance.now() }
}

/** Hands out what was begun of a step, once; undefined: it is still to be begun. */
export function takePrefetched(ahead: PrefetchedSteps, name: PipelineStep): StepStart | undefined {
  ahead.asked++
  const begun = ahead.begun.get(name)
  ahead.begun.delete(name)
  return begun
}

/**
 * The step to begin together with the end of `name`, if any: only where the engine has shown that
 * it asks for one step after the other in this call. In another call, nobody would know of what was
 * begun here, and would wait for the lease to run out.
 */
export function nextStepToPrefetch(
  ahead: PrefetchedSteps,
  name: PipelineStep,
): PipelineStep | undefined {
  const goesOn = ahead.asked > 1 && performance.now() - ahead.since < MAX_MS
  return goesOn ? PIPELINE_STEPS[PIPELINE_STEPS.indexOf(name) + 1] : undefined
}
