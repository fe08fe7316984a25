import type { Logger } from 'pino'
import { getDb } from '@/db/client'
import { beginDrive, type NextForRun, type StepRow, saveRun } from '@/db/queries/runner/runner-runs'
import { wakeWaitingRuns } from '@/db/queries/runner/runner-slots'
import { emitRunEnd } from '../accept-events'
import type { AppClient } from '../http/app-client'
import type { AppGate } from '../http/app-gate'
import type { Registry } from '../registry'
import { acquireSlots } from './acquire-slots'
import { applyOps } from './apply-ops'
import { applyOutcome } from './apply-outcome'
import { callStep, requestIdOf } from './call-step'
import type { Checkpoints, SaveOps } from './checkpoints'
import {
  DISCOVERY,
  type DueCall,
  endDueSleeps,
  listDueCalls,
  nextDueAt,
  type RunState,
} from './run-state'

/** The dependencies of all drives in this process. */
export type Engine = {
  client: AppClient
  gate: AppGate
  checkpoints: Checkpoints
  log: Logger
  retryScale: number
  registry(): Registry
  /** Called when the app does not know a function: the app may be a different version. */
  requestSync(): void
  /** Aborts when the process stops. Calls in flight are still saved; no new calls are made. */
  stopping: AbortSignal
}

/**
 * Drives a run until it ends or has to wait. Each outcome is saved before the next call. Does nothing
 * if the run has already ended.
 */
export async function driveRun(engine: Engine, runId: string): Promise<void> {
  const started = await beginDrive(runId)
  if (!started) return
  const steps = new Map(started.steps.map((step) => [step.id, step]))
  const run: RunState = { ...started.run, steps }
  if (!(await acquireSlots(run))) return
  const log = engine.log.child({
    runId,
    functionId: run.functionId,
    requestId: requestIdOf(run.event),
  })
  const drive: Drive = { engine, run, unsaved: [], saving: Promise.resolve(), log }
  const close = engine.checkpoints.open(run, (ops) => saveCheckpoint(drive, ops))
  try {
    await makeCalls(drive)
  } finally {
    close()
  }
}

/** A drive in progress. `unsaved` has the steps that changed since the last save. */
type Drive = {
  engine: Engine
  run: RunState
  unsaved: StepRow[]
  saving: Promise<unknown>
  log: Logger
}

/** Makes the calls of a run, in parallel if the plan allows, until the run ends or has to wait. */
async function makeCalls(drive: Drive): Promise<void> {
  const { engine, run, log } = drive
  const calls = new Map<string, Promise<CallResult>>()
  if (nextDueAt(run) === Infinity) run.discoveryDueAt = Date.now()
  for (;;) {
    drive.unsaved.push(...endDueSleeps(run, Date.now()))
    startCalls(engine, run, calls)
    if (calls.size === 0) return void (await save(drive, pauseUntilDue(engine, run)))
    const result = await Promise.race(calls.values())
    calls.delete(result.call.stepId)
    const end = applyResult(drive, result)
    const isIdle = calls.size === 0 && (engine.stopping.aborted || nextDueAt(run) > Date.now())
    const next: NextForRun = end ?? (isIdle ? pauseUntilDue(engine, run) : { kind: 'drive' })
    if (!(await save(drive, next))) return log.warn('drive superseded by a newer one')
    if (next.kind === 'fail') log.error({ error: next.error.name }, 'run failed')
    if (next.kind !== 'drive') return
  }
}

/** Saves steps of a call that is still open. The app continues with its next step afterwards. */
function saveCheckpoint(drive: Drive, ops: Parameters<SaveOps>[0]): Promise<boolean> {
  const clock = { now: Date.now(), retryScale: drive.engine.retryScale, retryAfter: undefined }
  const discovery = { stepId: DISCOVERY, attempt: 0 }
  drive.unsaved.push(...applyOps(drive.run, discovery, ops, clock).changed)
  return save(drive, { kind: 'drive' })
}

type CallResult = { call: DueCall; outcome: Awaited<ReturnType<typeof callStep>> }

/** Starts every call that is due; one at a time under a concurrency limit, which counts calls. */
function startCalls(engine: Engine, run: RunState, calls: Map<string, Promise<CallResult>>): void {
  if (engine.stopping.aborted) return
  const maxCalls = run.slots.length > 0 ? 1 : Infinity
  for (const call of listDueCalls(run, Date.now())) {
    if (calls.size >= maxCalls || calls.has(call.stepId)) continue
    const outcome = callStep(engine, run, call, engine.stopping)
    calls.set(
      call.stepId,
      outcome.then((outcome) => ({ call, outcome })),
    )
  }
}

/** Applies a result to the run in memory. Returns the run's end if it ended. */
function applyResult(drive: Drive, { call, outcome }: CallResult): NextForRun | undefined {
  const { engine, run, log } = drive
  const clock = { now: Date.now(), retryScale: engine.retryScale }
  const applied = applyOutcome(run, call, outcome, clock)
  if (applied.problem) log.warn(applied.problem, 'call failed')
  if (applied.isUnknownFunction) engine.requestSync()
  drive.unsaved.push(...applied.changed)
  return applied.end
}

const pauseUntilDue = (engine: Engine, run: RunState): NextForRun => ({
  kind: 'pause',
  until: engine.stopping.aborted ? Date.now() : nextDueAt(run),
})

/** Saves the run, one save at a time. After a failed save, the next one includes its steps. */
async function save(drive: Drive, next: NextForRun): Promise<boolean> {
  const saved = drive.saving.then(async () => {
    const changed = drive.unsaved
    drive.unsaved = []
    return saveAndEmitEnd(drive, changed, next).catch((error: unknown) => {
      drive.unsaved.unshift(...changed)
      throw error
    })
  })
  drive.saving = saved.catch(() => {})
  const { isCurrent, freedKeys } = await saved
  if (freedKeys.length > 0) await wakeWaitingRuns(freedKeys)
  return isCurrent
}

/**
 * Saves the run. If its end triggers functions, e.g. an `onFailure` handler, starts their runs in the
 * same transaction.
 */
async function saveAndEmitEnd(
  { engine, run }: Drive,
  changed: StepRow[],
  next: NextForRun,
): ReturnType<typeof saveRun> {
  const isFinishedHandled = engine.registry().byEvent.has('inngest/function.finished')
  if (next.kind !== 'fail' && !(next.kind === 'complete' && isFinishedHandled))
    return saveRun(getDb(), run, changed, next)
  return getDb().transaction(async (tx) => {
    const saved = await saveRun(tx, run, changed, next)
    const end = { id: run.id, functionId: run.functionId, event: run.event }
    if (saved.isCurrent)
      await emitRunEnd(
        tx,
        engine.registry(),
        next.kind === 'fail'
          ? { ...end, status: 'Failed', error: next.error }
          : { ...end, status: 'Completed', result: next.result },
      )
    return saved
  })
}
