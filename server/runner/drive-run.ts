import type { Logger } from 'pino'
import { getSql } from '@/db/client'
import { beginDrive, type NextForRun, type StepRow, saveRun } from '@/db/queries/runner-runs'
import { wakeWaitingRuns } from '@/db/queries/runner-slots'
import { emitEnd } from './accept-events'
import type { AppClient } from './app-client'
import type { AppGate } from './app-gate'
import { applyOutcome } from './apply-outcome'
import { callStep, requestIdOf } from './call-step'
import type { Registry } from './registry'
import { listDueWork, nextDueAt, type RunState, type Work, wakeSleeps } from './run-state'
import { takeSlots } from './take-slots'

/** What a drive works with. */
export type Engine = {
  client: AppClient
  gate: AppGate
  log: Logger
  retryScale: number
  registry(): Registry
  /** The app does not know a function: it may be another version of it. */
  requestSync(): void
  /** Aborts when the process is to end: calls in flight are still saved, no new ones are made. */
  stopping: AbortSignal
}

/**
 * Carries a run from call to call until it ends or has to wait. Every answer is stored before the
 * next call is made. Returns without a trace when the run is over or another drive has it.
 */
export async function driveRun(engine: Engine, runId: string): Promise<void> {
  const begun = await beginDrive(runId)
  if (!begun) return
  const run: RunState = { ...begun.run, steps: new Map(begun.steps.map((s) => [s.id, s])) }
  if (!(await takeSlots(run))) return
  const log = engine.log.child({
    runId,
    functionId: run.functionId,
    requestId: requestIdOf(run.event),
  })
  const calls = new Map<string, Promise<Answered>>()
  let unsaved: StepRow[] = []
  if (nextDueAt(run) === Infinity) run.discoveryDueAt = Date.now()
  for (;;) {
    unsaved.push(...wakeSleeps(run, Date.now()))
    startCalls(engine, run, calls)
    if (calls.size === 0) return void (await save(engine, run, unsaved, pauseOf(engine, run)))
    const answered = await Promise.race(calls.values())
    calls.delete(answered.work.stepId)
    const next = settle(engine, run, answered, unsaved, log)
    const isIdle = calls.size === 0 && (engine.stopping.aborted || nextDueAt(run) > Date.now())
    const then: NextForRun = next ?? (isIdle ? pauseOf(engine, run) : { kind: 'drive' })
    if (!(await save(engine, run, unsaved, then))) return log.warn('superseded by a newer drive')
    if (then.kind === 'fail') log.error({ error: then.error.name }, 'run failed')
    if (then.kind !== 'drive') return
    unsaved = []
  }
}

type Answered = { work: Work; outcome: Awaited<ReturnType<typeof callStep>> }

/** Starts every call that is due; one at a time under a concurrency limit, which counts them. */
function startCalls(engine: Engine, run: RunState, calls: Map<string, Promise<Answered>>): void {
  if (engine.stopping.aborted) return
  const most = run.slots.length > 0 ? 1 : Infinity
  for (const work of listDueWork(run, Date.now())) {
    if (calls.size >= most || calls.has(work.stepId)) continue
    const call = callStep(engine, run, work, engine.stopping)
    calls.set(
      work.stepId,
      call.then((outcome) => ({ work, outcome })),
    )
  }
}

/** Brings an answer into the run; returns its end, if it is one. */
function settle(
  engine: Engine,
  run: RunState,
  { work, outcome }: Answered,
  unsaved: StepRow[],
  log: Logger,
): NextForRun | undefined {
  const clock = { now: Date.now(), retryScale: engine.retryScale }
  const applied = applyOutcome(run, work, outcome, clock)
  if (applied.problem) log.warn(applied.problem, 'call did not succeed')
  if (applied.isUnknownFunction) engine.requestSync()
  unsaved.push(...applied.changed)
  return applied.end
}

const pauseOf = (engine: Engine, run: RunState): NextForRun => ({
  kind: 'pause',
  until: engine.stopping.aborted ? Date.now() : nextDueAt(run),
})

/** Stores the run; with a failure, in the same transaction, what its end starts. */
async function save(
  engine: Engine,
  run: RunState,
  changed: StepRow[],
  next: NextForRun,
): Promise<boolean> {
  const saved = await saveWithEnd(engine, run, changed, next)
  if (saved.freedKeys.length > 0) await wakeWaitingRuns(saved.freedKeys)
  return saved.isCurrent
}

async function saveWithEnd(
  engine: Engine,
  run: RunState,
  changed: StepRow[],
  next: NextForRun,
): ReturnType<typeof saveRun> {
  const isHeard = engine.registry().byEvent.has('inngest/function.finished')
  if (next.kind !== 'fail' && !(next.kind === 'complete' && isHeard))
    return saveRun(getSql(), run, changed, next)
  return getSql().begin(async (tx) => {
    const saved = await saveRun(tx, run, changed, next)
    const end = { id: run.id, functionId: run.functionId, event: run.event }
    if (saved.isCurrent)
      await emitEnd(
        tx,
        engine.registry(),
        next.kind === 'fail'
          ? { ...end, status: 'Failed', error: next.error }
          : { ...end, status: 'Completed', result: next.result },
      )
    return saved
  })
}
