/**
 * Glossary of the embedded runner.
 *
 * - event: a named fact the app sent; starts runs of the functions that listen to its name.
 * - run: one execution of one function for one event, durable over any crash.
 * - call: one signed POST to the app's Inngest endpoint. A discovery call (`stepId=step`) runs the
 *   function until it meets its next steps; a targeted call runs one planned step.
 * - op: what the SDK answers a call with: a step ran, failed, is planned, sleeps.
 * - memo: the stored outcome of a step, given back to the function at every later call.
 * - attempt: counts the tries of one step, from 0; starts anew after each success.
 * - pending: the steps of a parallel group; the next discovery waits until all are settled.
 * - drive: one process carrying a run from call to call until it ends or has to wait. It takes a
 *   generation; whatever an older generation brings back is discarded.
 * - job: the entry in the queue (graphile-worker) that makes a process drive a run.
 * - slot: permission to execute under a concurrency limit, held for as long as a drive lasts.
 * - gate: closed while the app does not answer; all drives wait at it.
 */
import type { RunRow, StepMemo, StepRow } from '@/db/queries/runner/runner-runs'

/** A run in the hands of its drive, with every step known so far. */
export type RunState = RunRow & { steps: Map<string, StepRow> }

/** One call that is due. `stepId` is `step` for a discovery. */
export type Work = { stepId: string; attempt: number }

export const DISCOVERY = 'step'

/** When the next call or waking is due, in ms; Infinity when nothing is outstanding. */
export function nextDueAt(run: RunState): number {
  const dues = [...run.steps.values()].flatMap((step) => (step.dueAt === null ? [] : [step.dueAt]))
  return Math.min(run.discoveryDueAt ?? Infinity, ...dues)
}

/** The calls that are due. Sleeps are not calls: they are woken by `wakeSleeps`. */
export function listDueWork(run: RunState, now: number): Work[] {
  if (run.discoveryDueAt !== null && run.discoveryDueAt <= now)
    return [{ stepId: DISCOVERY, attempt: run.discoveryAttempt }]
  return [...run.steps.values()]
    .filter((step) => step.status === 'planned' && step.dueAt !== null && step.dueAt <= now)
    .map((step) => ({ stepId: step.id, attempt: step.attempt }))
}

/** The settled steps in the order of their completion, as the SDK wants them. */
export function listMemos(run: RunState): { id: string; memo: StepMemo }[] {
  return [...run.steps.values()]
    .flatMap((step) => (step.memo ? [{ ...step, memo: step.memo }] : []))
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map(({ id, memo }) => ({ id, memo }))
}

/** Marks a step as settled; the next discovery is due once its whole group is. */
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

/** Settles the sleeps that are over; returns the steps that changed. */
export function wakeSleeps(run: RunState, now: number): StepRow[] {
  return [...run.steps.values()]
    .filter((step) => step.status === 'sleeping' && step.dueAt !== null && step.dueAt <= now)
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
    .map((step) => settleStep(run, { id: step.id, name: step.name }, { data: null }, now))
}
