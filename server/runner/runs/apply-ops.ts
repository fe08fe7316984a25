import type { StepRow } from '@/db/queries/runner/runner-runs'
import { type Op, readError, type StepFailure } from './classify-response'
import { parseWakeTime, retryDelay } from './retry-delay'
import { DISCOVERY, type DueCall, type RunState, settleStep } from './run-state'

/** The effect of a response's operations on the run: the changed steps, and its end if it ended. */
type Applied = {
  changed: StepRow[]
  end: { kind: 'complete'; result: unknown } | { kind: 'fail'; error: StepFailure } | undefined
}

type Clock = { now: number; retryScale: number; retryAfter: string | undefined }

const MAX_STEPS = 1_000

/**
 * Applies the operations of the response to `call` to the run in memory; the caller saves it. An
 * unsupported operation fails the run with an error that names it, because ignoring it would silently
 * lose work.
 */
export function applyOps(run: RunState, call: DueCall, ops: Op[], clock: Clock): Applied {
  const unsupported = ops.map(findUnsupported).find((problem) => problem !== undefined)
  if (unsupported) return { changed: [], end: { kind: 'fail', error: unsupported } }
  if (ops.length > 1) planGroup(run, ops)
  if (call.stepId === DISCOVERY) run.discoveryDueAt = null
  const changed = ops.flatMap((op) => applyOp(run, call, op, clock))
  if (run.steps.size > MAX_STEPS) return { changed, end: { kind: 'fail', error: tooManySteps() } }
  const complete = ops.find((op) => op.op === 'RunComplete')
  return {
    changed,
    end: complete ? { kind: 'complete', result: complete.data ?? null } : undefined,
  }
}

function planGroup(run: RunState, ops: Op[]): void {
  run.isPlanForced = true
  if (!ops.some((op) => op.op === 'StepPlanned')) return
  run.pending = ops.map((op) => op.id).filter((id) => run.steps.get(id)?.status !== 'done')
}

function applyOp(run: RunState, call: DueCall, op: Op, clock: Clock): StepRow[] {
  const known = run.steps.get(op.id)
  if (known?.status === 'done') {
    scheduleDiscovery(run, clock.now)
    return []
  }
  const step = { id: op.id, name: op.displayName ?? op.name ?? op.id }
  switch (op.op) {
    case 'StepRun':
      return [settleStep(run, step, { data: op.data ?? null }, clock.now)]
    case 'StepFailed':
      return [settleStep(run, step, { error: readError(op.error) }, clock.now)]
    case 'StepError':
      return retryStep(run, call, op, clock)
    case 'StepPlanned':
      return known ? [] : [addStep(run, step, 'planned', clock.now)]
    case 'Sleep':
      return known ? [] : [addStep(run, step, 'sleeping', wakeTime(op, clock.now))]
    case 'DiscoveryRequest':
      scheduleDiscovery(run, clock.now)
      return []
    default:
      return []
  }
}

/** Retries a failed step later. After the last attempt, settles the step with its error. */
function retryStep(run: RunState, call: DueCall, op: Op, clock: Clock): StepRow[] {
  const step = { id: op.id, name: op.displayName ?? op.name ?? op.id }
  if (call.attempt + 1 >= run.maxAttempts)
    return [settleStep(run, step, { error: readError(op.error) }, clock.now)]
  return retryCall(run, call, clock)
}

/** Schedules the next attempt of a call. Returns the changed steps. */
export function retryCall(run: RunState, call: DueCall, clock: Clock): StepRow[] {
  const dueAt = clock.now + retryDelay(call.attempt, clock.retryAfter, clock.retryScale, clock.now)
  return rescheduleCall(run, { ...call, attempt: call.attempt + 1 }, dueAt)
}

/** Makes a call due at `dueAt` (ms). Returns the changed steps. */
export function rescheduleCall(run: RunState, call: DueCall, dueAt: number): StepRow[] {
  if (call.stepId === DISCOVERY) {
    run.discoveryDueAt = dueAt
    run.discoveryAttempt = call.attempt
    return []
  }
  const step = run.steps.get(call.stepId)
  if (!step || step.status === 'done') return []
  const rescheduled: StepRow = { ...step, dueAt, attempt: call.attempt }
  run.steps.set(step.id, rescheduled)
  return [rescheduled]
}

function addStep(
  run: RunState,
  step: Pick<StepRow, 'id' | 'name'>,
  status: 'planned' | 'sleeping',
  dueAt: number,
): StepRow {
  const added: StepRow = { ...step, status, attempt: 0, dueAt, position: null, memo: null }
  run.steps.set(step.id, added)
  return added
}

function scheduleDiscovery(run: RunState, now: number): void {
  if (run.pending.length > 0) return
  run.discoveryDueAt = now
  run.discoveryAttempt = 0
}

// `findUnsupported` rejects an invalid wake time before any operation is applied.
const wakeTime = (op: Op, now: number): number => parseWakeTime(op.name ?? '', now) ?? now

const SUPPORTED_OPS = new Set([
  'StepRun',
  'StepError',
  'StepFailed',
  'StepPlanned',
  'Sleep',
  'RunComplete',
  'DiscoveryRequest',
])

function findUnsupported(op: Op): StepFailure | undefined {
  const step = op.displayName ?? op.name ?? op.id
  const unsupported = (feature: string): StepFailure => ({
    name: 'UnsupportedOperation',
    message: `Step "${step}": the embedded runner does not support ${feature}.`,
  })
  if (!SUPPORTED_OPS.has(op.op)) return unsupported(op.op)
  if (op.opts?.parallelMode === 'race') return unsupported('parallel steps in race mode')
  if (op.op === 'Sleep' && parseWakeTime(op.name ?? '', 0) === undefined)
    return unsupported(`a sleep of "${op.name ?? ''}"`)
  return undefined
}

const tooManySteps = (): StepFailure => ({
  name: 'TooManySteps',
  message: `A run can have at most ${MAX_STEPS} steps.`,
})
