import type { Logger } from 'pino'
import { type Executor, getDb } from '@/db/client'
import { cancelRuns, insertRunnerEvents } from '@/db/queries/runner/runner-events'
import { wakeWaitingRuns } from '@/db/queries/runner/runner-slots'
import { ulid } from './event-id'
import type { Registry } from './registry'
import { type IncomingEvent, planRuns } from './runs/plan-runs'

/** Stores events, starts the runs they trigger and cancels those they cancel. Idempotent. */
export async function acceptEvents(
  registry: Registry,
  incoming: IncomingEvent[],
  log: Logger,
): Promise<void> {
  const { events, runs, cancelKeys } = planRuns(registry, incoming)
  const started = await insertRunnerEvents(getDb(), events, runs)
  if (started.length > 0) log.debug({ runs: started.length }, 'runs started')
  if (cancelKeys.length === 0) return
  const canceled = await cancelRuns(cancelKeys, started)
  if (canceled.freedKeys.length > 0) await wakeWaitingRuns(canceled.freedKeys)
  for (const run of canceled.runs) {
    log.info({ runId: run.id, functionId: run.functionId }, 'run canceled')
    await emitRunEnd(getDb(), registry, { ...run, status: 'Cancelled' })
  }
}

/** The end of a run, for the functions that it triggers. */
type RunEnd = {
  id: string
  functionId: string
  event: Record<string, unknown>
} & (
  | { status: 'Completed'; result: unknown }
  | { status: 'Failed'; error: { name: string; message: string } }
  | { status: 'Cancelled' }
)

const RUN_END_EVENTS = [
  'inngest/function.finished',
  'inngest/function.failed',
  'inngest/function.cancelled',
]

/**
 * Starts the functions that are triggered by the end of a run, such as `onFailure` handlers. The event
 * has the run's ID, so each function starts at most once. The end of such a function emits no event;
 * otherwise a failing handler would trigger itself forever.
 */
export async function emitRunEnd(tx: Executor, registry: Registry, end: RunEnd): Promise<void> {
  if (RUN_END_EVENTS.includes(String(end.event.name))) return
  const names = ['inngest/function.finished']
  if (end.status !== 'Completed') names.push(`inngest/function.${end.status.toLowerCase()}`)
  const triggering = names.filter((name) => registry.byEvent.has(name))
  if (triggering.length === 0) return
  const now = Date.now()
  const data = {
    function_id: end.functionId,
    run_id: end.id,
    event: end.event,
    events: [end.event],
    _inngest: { status: end.status },
    ...(end.status === 'Completed' ? { result: end.result } : {}),
    ...(end.status === 'Failed' ? { error: end.error } : {}),
  }
  const incoming = triggering.map((name) => ({
    rowId: ulid(now),
    event: { id: end.id, name, data, ts: now, user: {} },
  }))
  const { events, runs } = planRuns(registry, incoming)
  if (runs.length > 0) await insertRunnerEvents(tx, events, runs)
}
