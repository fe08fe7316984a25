import type { NextForRun, StepRow } from '@/db/queries/runner/runner-runs'
import { applyOps, rescheduleCall, retryCall } from './apply-ops'
import { type Outcome, PROTOCOL_VERSION, type StepFailure } from './classify-response'
import { transportDelay } from './retry-delay'
import { DISCOVERY, type DueCall, nextDueAt, type RunState } from './run-state'

type ApplyClock = { now: number; retryScale: number }

type Applied = {
  changed: StepRow[]
  end: Extract<NextForRun, { kind: 'complete' | 'fail' }> | undefined
  /** Log fields, if the call failed. */
  problem?: Record<string, unknown>
  isUnknownFunction?: boolean
}

// Counted only while the app responds to probes; otherwise runs wait for the gate without a limit. The
// limit stops a step that crashes the app every time.
const MAX_TRANSPORT_FAILURES = 30
const UNAUTHORIZED_DELAY_MS = 2_000

/** Applies the outcome of a call to the run in memory. */
export function applyOutcome(
  run: RunState,
  call: DueCall,
  outcome: Outcome | { kind: 'stopped' },
  clock: ApplyClock,
): Applied {
  switch (outcome.kind) {
    case 'stopped':
      return { changed: [], end: undefined }
    case 'unauthorized': {
      const changed = rescheduleCall(run, call, clock.now + UNAUTHORIZED_DELAY_MS)
      return { changed, end: undefined, problem: { reason: 'unauthorized' } }
    }
    case 'unreachable':
    case 'broken':
      return handleNoResponse(run, call, outcome.reason, clock)
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
        ...retryOrFail(run, call, outcome, clock),
        problem: { error: outcome.error.name, attempt: call.attempt },
        isUnknownFunction: outcome.isUnknownFunction,
      }
    case 'ops':
      return applyOpsOrRetry(run, call, outcome, clock)
  }
}

function applyOpsOrRetry(
  run: RunState,
  call: DueCall,
  outcome: Extract<Outcome, { kind: 'ops' }>,
  clock: ApplyClock,
): Applied {
  const before = run.steps.get(call.stepId)
  const applied = applyOps(run, call, outcome.ops, { ...clock, retryAfter: outcome.retryAfter })
  if (applied.end) return applied
  const isStuck =
    call.stepId === DISCOVERY
      ? nextDueAt(run) === Infinity
      : run.steps.get(call.stepId) === before && before?.status === 'planned'
  if (isStuck) return handleNoResponse(run, call, 'the response schedules no next step', clock)
  const failed = outcome.ops.find((op) => op.op === 'StepError')
  if (!failed) return applied
  return { ...applied, problem: { step: failed.displayName ?? failed.id, attempt: call.attempt } }
}

function retryOrFail(
  run: RunState,
  call: DueCall,
  outcome: { error: StepFailure; retryAfter: string | undefined },
  clock: ApplyClock,
): Applied {
  if (call.attempt + 1 >= run.maxAttempts)
    return { changed: [], end: { kind: 'fail', error: outcome.error } }
  const changed = retryCall(run, call, { ...clock, retryAfter: outcome.retryAfter })
  return { changed, end: undefined }
}

/** Repeats an attempt without a valid response. Fails the run after too many in a row. */
function handleNoResponse(
  run: RunState,
  call: DueCall,
  reason: string,
  clock: ApplyClock,
): Applied {
  run.transportFailures += 1
  if (run.transportFailures > MAX_TRANSPORT_FAILURES) {
    const message = `No valid response from the app after ${run.transportFailures} tries: ${reason}`
    return { changed: [], end: { kind: 'fail', error: { name: 'TransportError', message } } }
  }
  const changed = rescheduleCall(run, call, clock.now + transportDelay(run.transportFailures))
  return { changed, end: undefined, problem: { reason, failures: run.transportFailures } }
}
