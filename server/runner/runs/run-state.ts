/**
 * Glossary of the embedded runner.
 *
 * - event: a named message that the app sends. It starts a run of every function triggered by its name.
 * - run: one durable execution of a function for one event. It survives crashes.
 * - call: one signed POST to the app's Inngest endpoint. A discovery call (`stepId=step`) executes the
 *   function until it reaches its next steps; a targeted call executes one planned step.
 * - op: one operation in the SDK's response to a call, e.g. a step ran, failed, was planned or sleeps.
 * - memo: the stored result or error of a step, sent to the function with every later call.
 * - settled: a step is settled when it has a memo, whether it succeeded or failed.
 * - attempt: the number of the current try of a call, from 0. Resets to 0 after each success.
 * - pending: the unsettled steps of a parallel group. The next discovery call waits for all of them.
 * - drive: the period in which one process makes a run's calls, until the run ends or has to wait. Each
 *   drive increments the run's generation; results of an older generation are discarded.
 * - job: the graphile-worker queue entry that makes a process drive a run.
 * - slot: a permit to execute under a concurrency limit, held for the duration of a drive.
 * - gate: closed while the app does not respond; all drives wait for it to open.
 */
import type { RunRow, StepMemo, StepRow } from '@/db/queries/runner/runner-runs'

/** A run being driven by this process, with every step known so far. */
export type RunState = RunRow & { steps: Map<string, StepRow> }

/** A call that is due. `stepId` is `step` for a discovery call. */
export type DueCall = { stepId: string; attempt: number }

export const DISCOVERY = 'step'

/** Returns when the next call or end of a sleep is due, in ms; Infinity if nothing is scheduled. */
export function nextDueAt(run: RunState): number {
  const dueTimes = [...run.steps.values()].flatMap((step) =>
    step.dueAt === null ? [] : [step.dueAt],
  )
  return Math.min(run.discoveryDueAt ?? Infinity, ...dueTimes)
}

/** Returns the calls that are due. Sleeps need no call: `endDueSleeps` settles them. */
export function listDueCalls(run: RunState, now: number): DueCall[] {
  if (run.discoveryDueAt !== null && run.discoveryDueAt <= now)
    return [{ stepId: DISCOVERY, attempt: run.discoveryAttempt }]
  return [...run.steps.values()]
    .filter((step) => step.status === 'planned' && step.dueAt !== null && step.dueAt <= now)
    .map((step) => ({ stepId: step.id, attempt: step.attempt }))
}

/** Returns the settled steps in the order in which they settled, as the SDK requires. */
export function listMemos(run: RunState): { id: string; memo: StepMemo }[] {
  return [...run.steps.values()]
    .flatMap((step) => (step.memo ? [{ ...step, memo: step.memo }] : []))
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map(({ id, memo }) => ({ id, memo }))
}

/** Settles a step. Once its whole group is settled, the next discovery call is due. */
export function settleStep(
  run: RunState,
  step: Pick<StepRow, 'id' | 'name'>,
  memo: StepMemo,
  now: number,
): StepRow {
  const position = [...run.steps.values()].filter((s) => s.status === 'done').length
  const settled: StepRow = { ...step, status: 'done', attempt: 0, dueAt: null, position, memo }
  run.steps.set(step.id, settled)
  run.pending = run.pending.filter((id) => id !== step.id)
  if (run.pending.length === 0) {
    run.isPlanForced = false
    run.discoveryDueAt = now
    run.discoveryAttempt = 0
  }
  return settled
}

/** Settles the sleeps that have ended. Returns the changed steps. */
export function endDueSleeps(run: RunState, now: number): StepRow[] {
  return [...run.steps.values()]
    .filter((step) => step.status === 'sleeping' && step.dueAt !== null && step.dueAt <= now)
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
    .map((step) => settleStep(run, { id: step.id, name: step.name }, { data: null }, now))
}
