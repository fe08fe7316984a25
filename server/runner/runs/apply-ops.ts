import type { StepRow } from '@/db/queries/runner/runner-runs'
import { type Op, readError, type StepFailure } from './classify-response'
import { parseWakeTime, retryDelay } from './retry-delay'
import { DISCOVERY, type RunState, settleStep, type Work } from './run-state'

/** What an answer's operations did to the run: the steps that changed, and its end if any. */
type Applied = {
  changed: StepRow[]
  end: { kind: 'complete'; result: unknown } | { kind: 'fail'; error: StepFailure } | undefined
}

type Clock = { now: number; retryScale: number; retryAfter: string | undefined }

const MAX_STEPS = 1_000

/**
 * Applies the operations that `work` was answered with to the run in memory. Saving it is up to
 * the caller. An operation the engine does not know ends the run by name: dropping it would lose
 * work without a trace.
 */
export function applyOps(run: RunState, work: Work, ops: Op[], clock: Clock): Applied {
  const unsupported = ops.map(findUnsupported).find((problem) => problem !== undefined)
  if (unsupported) return { changed: [], end: { kind: 'fail', error: unsupported } }
  if (ops.length > 1) planGroup(run, ops)
  if (work.stepId === DISCOVERY) run.discoveryDueAt = null
  const changed = ops.flatMap((op) => applyOp(run, work, op, clock))
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

function applyOp(run: RunState, work: Work, op: Op, clock: Clock): StepRow[] {
  const known = run.steps.get(op.id)
  if (known?.status === 'done') {
    dueDiscovery(run, clock.now)
    return []
  }
  const step = { id: op.id, name: op.displayName ?? op.name ?? op.id }
  switch (op.op) {
    case 'StepRun':
      return [settleStep(run, step, { data: op.data ?? null }, clock.now)]
    case 'StepFailed':
      return [settleStep(run, step, { error: readError(op.error) }, clock.now)]
    case 'StepError':
      return retryStep(run, work, op, clock)
    case 'StepPlanned':
      return known ? [] : [addStep(run, step, 'planned', clock.now)]
    case 'Sleep':
      return known ? [] : [addStep(run, step, 'sleeping', wakeTime(op, clock.now))]
    case 'DiscoveryRequest':
      dueDiscovery(run, clock.now)
      return []
    default:
      return []
  }
}

/** A failed try: the same call again later; out of attempts it is the step's failure. */
function retryStep(run: RunState, work: Work, op: Op, clock: Clock): StepRow[] {
  const step = { id: op.id, name: op.displayName ?? op.name ?? op.id }
  if (work.attempt + 1 >= run.maxAttempts)
    return [settleStep(run, step, { error: readError(op.error) }, clock.now)]
  return retryWork(run, work, clock)
}

/** Makes the same call due again, one attempt further. Returns the step it is a call of. */
export function retryWork(run: RunState, work: Work, clock: Clock): StepRow[] {
  const dueAt = clock.now + retryDelay(work.attempt, clock.retryAfter, clock.retryScale, clock.now)
  return rescheduleWork(run, { ...work, attempt: work.attempt + 1 }, dueAt)
}

/** Makes a call due at `dueAt` (ms). Returns the step it is a call of. */
export function rescheduleWork(run: RunState, work: Work, dueAt: number): StepRow[] {
  if (work.stepId === DISCOVERY) {
    run.discoveryDueAt = dueAt
    run.discoveryAttempt = work.attempt
    return []
  }
  const step = run.steps.get(work.stepId)
  if (!step || step.status === 'done') return []
  const later: StepRow = { ...step, dueAt, attempt: work.attempt }
  run.steps.set(step.id, later)
  return [later]
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

function dueDiscovery(run: RunState, now: number): void {
  if (run.pending.length > 0) return
  run.discoveryDueAt = now
  run.discoveryAttempt = 0
}

// A wake time that cannot be read is refused before any operation is applied.
const wakeTime = (op: Op, now: number): number => parseWakeTime(op.name ?? '', now) ?? now

const SUPPORTED = new Set([
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
  const fail = (what: string): StepFailure => ({
    name: 'UnsupportedOperation',
    message: `Step "${step}": the embedded runner does not support ${what}.`,
  })
  if (!SUPPORTED.has(op.op)) return fail(op.op)
  if (op.opts?.parallelMode === 'race') return fail('parallel steps in race mode')
  if (op.op === 'Sleep' && parseWakeTime(op.name ?? '', 0) === undefined)
    return fail(`a sleep of "${op.name ?? ''}"`)
  return undefined
}

const tooManySteps = (): StepFailure => ({
  name: 'TooManySteps',
  message: `A run may have ${MAX_STEPS} steps.`,
})
