import type { Logger } from 'pino'
import { getSql } from '@/db/client'
import { beginDrive, type NextForRun, type StepRow, saveRun } from '@/db/queries/runner/runner-runs'
import { wakeWaitingRuns } from '@/db/queries/runner/runner-slots'
import { emitEnd } from '../accept-events'
import type { AppClient } from '../http/app-client'
import type { AppGate } from '../http/app-gate'
import type { Registry } from '../registry'
import { applyOps } from './apply-ops'
import { applyOutcome } from './apply-outcome'
import { callStep, requestIdOf } from './call-step'
import type { Checkpoints, KeepOps } from './checkpoints'
import {
  DISCOVERY,
  listDueWork,
  nextDueAt,
  type RunState,
  type Work,
  wakeSleeps,
} from './run-state'
import { takeSlots } from './take-slots'

/** What a drive works with. */
export type Engine = {
  client: AppClient
  gate: AppGate
  checkpoints: Checkpoints
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
  const drive: Drive = { engine, run, unsaved: [], saving: Promise.resolve(), log }
  const close = engine.checkpoints.open(run, (ops) => keepOps(drive, ops))
  try {
    await carryOn(drive)
  } finally {
    close()
  }
}

/** A run in this process's hands. `unsaved`: steps that changed since it was stored. */
type Drive = {
  engine: Engine
  run: RunState
  unsaved: StepRow[]
  saving: Promise<unknown>
  log: Logger
}

async function carryOn(drive: Drive): Promise<void> {
  const { engine, run, log } = drive
  const calls = new Map<string, Promise<Answered>>()
  if (nextDueAt(run) === Infinity) run.discoveryDueAt = Date.now()
  for (;;) {
    drive.unsaved.push(...wakeSleeps(run, Date.now()))
    startCalls(engine, run, calls)
    if (calls.size === 0) return void (await save(drive, pauseOf(engine, run)))
    const answered = await Promise.race(calls.values())
    calls.delete(answered.work.stepId)
    const next = settle(drive, answered)
    const isIdle = calls.size === 0 && (engine.stopping.aborted || nextDueAt(run) > Date.now())
    const then: NextForRun = next ?? (isIdle ? pauseOf(engine, run) : { kind: 'drive' })
    if (!(await save(drive, then))) return log.warn('superseded by a newer drive')
    if (then.kind === 'fail') log.error({ error: then.error.name }, 'run failed')
    if (then.kind !== 'drive') return
  }
}

/** Steps whose call is still open: stored before the app goes on to the next. */
function keepOps(drive: Drive, ops: Parameters<KeepOps>[0]): Promise<boolean> {
  const clock = { now: Date.now(), retryScale: drive.engine.retryScale, retryAfter: undefined }
  const discovery = { stepId: DISCOVERY, attempt: 0 }
  drive.unsaved.push(...applyOps(drive.run, discovery, ops, clock).changed)
  return save(drive, { kind: 'drive' })
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
function settle(drive: Drive, { work, outcome }: Answered): NextForRun | undefined {
  const { engine, run, log } = drive
  const clock = { now: Date.now(), retryScale: engine.retryScale }
  const applied = applyOutcome(run, work, outcome, clock)
  if (applied.problem) log.warn(applied.problem, 'call did not succeed')
  if (applied.isUnknownFunction) engine.requestSync()
  drive.unsaved.push(...applied.changed)
  return applied.end
}

const pauseOf = (engine: Engine, run: RunState): NextForRun => ({
  kind: 'pause',
  until: engine.stopping.aborted ? Date.now() : nextDueAt(run),
})

/** Stores the run, one save at a time. What could not be stored waits for the next. */
async function save(drive: Drive, next: NextForRun): Promise<boolean> {
  const saved = drive.saving.then(async () => {
    const changed = drive.unsaved
    drive.unsaved = []
    return saveWithEnd(drive, changed, next).catch((error: unknown) => {
      drive.unsaved.unshift(...changed)
      throw error
    })
  })
  drive.saving = saved.catch(() => {})
  const { isCurrent, freedKeys } = await saved
  if (freedKeys.length > 0) await wakeWaitingRuns(freedKeys)
  return isCurrent
}

/** With a failure, in the same transaction, what its end starts. */
async function saveWithEnd(
  { engine, run }: Drive,
  changed: StepRow[],
  next: NextForRun,
): ReturnType<typeof saveRun> {
  const isRecording = engine.registry().byEvent.has('inngest/function.finished')
  if (next.kind !== 'fail' && !(next.kind === 'complete' && isRecording))
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
