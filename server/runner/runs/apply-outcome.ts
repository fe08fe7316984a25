import type { NextForRun, StepRow } from '@/db/queries/runner/runner-runs'
import { applyOps, rescheduleWork, retryWork } from './apply-ops'
import { type Outcome, PROTOCOL_VERSION, type StepFailure } from './classify-response'
import { transportDelay } from './retry-delay'
import { DISCOVERY, nextDueAt, type RunState, type Work } from './run-state'

type ApplyClock = { now: number; retryScale: number }

type Applied = {
  changed: StepRow[]
  end: Extract<NextForRun, { kind: 'complete' | 'fail' }> | undefined
  /** For the log, when the call did not succeed. */
  problem?: Record<string, unknown>
  isUnknownFunction?: boolean
}

// Counted only while the app answers probes: otherwise runs wait at the gate for as long as it
// takes. A step that brings the app down every time must not do so for ever.
const MAX_TRANSPORT_FAILURES = 30
const UNAUTHORIZED_DELAY = 2_000

/** Brings what a call came to into the run in memory. */
export function applyOutcome(
  run: RunState,
  work: Work,
  outcome: Outcome | { kind: 'stopped' },
  clock: ApplyClock,
): Applied {
  switch (outcome.kind) {
    case 'stopped':
      return { changed: [], end: undefined }
    case 'unauthorized': {
      const changed = rescheduleWork(run, work, clock.now + UNAUTHORIZED_DELAY)
      return { changed, end: undefined, problem: { reason: 'unauthorized' } }
    }
    case 'unreachable':
    case 'broken':
      return noAnswer(run, work, outcome.reason, clock)
  }
  run.transportFailures = 0
  run.protocolVersion = PROTOCOL_VERSION
  switch (outcome.kind) {
    case 'completed':
      return { changed: [], end: { kind: 'complete', result: outcome.result } }
    case 'failed':
      return { changed: [], end: { kind: 'fail', error: outcome.error } }
    case 'retry':
      return {
        ...retryCall(run, work, outcome, clock),
        problem: { error: outcome.error.name, attempt: work.attempt },
        isUnknownFunction: outcome.isUnknown,
      }
    case 'ops':
      return progress(run, work, outcome, clock)
  }
}

function progress(
  run: RunState,
  work: Work,
  outcome: Extract<Outcome, { kind: 'ops' }>,
  clock: ApplyClock,
): Applied {
  const before = run.steps.get(work.stepId)
  const applied = applyOps(run, work, outcome.ops, { ...clock, retryAfter: outcome.retryAfter })
  if (applied.end) return applied
  const isStuck =
    work.stepId === DISCOVERY
      ? nextDueAt(run) === Infinity
      : run.steps.get(work.stepId) === before && before?.status === 'planned'
  if (isStuck) return noAnswer(run, work, 'an answer that leaves nothing to do', clock)
  const failed = outcome.ops.find((op) => op.op === 'StepError')
  if (!failed) return applied
  return { ...applied, problem: { step: failed.displayName ?? failed.id, attempt: work.attempt } }
}

function retryCall(
  run: RunState,
  work: Work,
  outcome: { error: StepFailure; retryAfter: string | undefined },
  clock: ApplyClock,
): Applied {
  if (work.attempt + 1 >= run.maxAttempts)
    return { changed: [], end: { kind: 'fail', error: outcome.error } }
  const changed = retryWork(run, work, { ...clock, retryAfter: outcome.retryAfter })
  return { changed, end: undefined }
}

/** No answer of the SDK: the same attempt again, until it is clear that none will come. */
function noAnswer(run: RunState, work: Work, reason: string, clock: ApplyClock): Applied {
  run.transportFailures += 1
  if (run.transportFailures > MAX_TRANSPORT_FAILURES) {
    const message = `The app gave no valid answer ${run.transportFailures} times: ${reason}`
    return { changed: [], end: { kind: 'fail', error: { name: 'TransportError', message } } }
  }
  const changed = rescheduleWork(run, work, clock.now + transportDelay(run.transportFailures))
  return { changed, end: undefined, problem: { reason, failures: run.transportFailures } }
}
