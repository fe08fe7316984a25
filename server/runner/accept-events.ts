import type { Logger } from 'pino'
import { getSql } from '@/db/client'
import { cancelRuns, insertRunnerEvents } from '@/db/queries/runner/runner-events'
import type { RunnerSql } from '@/db/queries/runner/runner-runs'
import { wakeWaitingRuns } from '@/db/queries/runner/runner-slots'
import { ulid } from './event-id'
import type { Registry } from './registry'
import { type IncomingEvent, planRuns } from './runs/plan-runs'

/** Stores events and starts and cancels what they lead to. A repeat changes nothing. */
export async function acceptEvents(
  registry: Registry,
  incoming: IncomingEvent[],
  log: Logger,
): Promise<void> {
  const { events, runs, cancelKeys } = planRuns(registry, incoming)
  const started = await insertRunnerEvents(getSql(), events, runs)
  if (started.length > 0) log.debug({ runs: started.length }, 'started')
  if (cancelKeys.length === 0) return
  const cancelled = await cancelRuns(cancelKeys, started)
  if (cancelled.freedKeys.length > 0) await wakeWaitingRuns(cancelled.freedKeys)
  for (const run of cancelled.runs) {
    log.info({ runId: run.id, functionId: run.functionId }, 'run cancelled')
    await emitEnd(getSql(), registry, { ...run, status: 'Cancelled' })
  }
}

/** How a run ended, for the functions that listen to that. */
type RunEnd = {
  id: string
  functionId: string
  event: Record<string, unknown>
} & (
  | { status: 'Completed'; result: unknown }
  | { status: 'Failed'; error: { name: string; message: string } }
  | { status: 'Cancelled' }
)

const ENDS = ['inngest/function.finished', 'inngest/function.failed', 'inngest/function.cancelled']

/**
 * Starts the functions that listen to a run's end, `onFailure` handlers among them. The event's
 * id is the run's, so that however often it is told, each starts once. Ends of those themselves
 * are not told, or a failing handler would go on for ever.
 */
export async function emitEnd(sql: RunnerSql, registry: Registry, end: RunEnd): Promise<void> {
  if (ENDS.includes(String(end.event.name))) return
  const names = ['inngest/function.finished']
  if (end.status !== 'Completed') names.push(`inngest/function.${end.status.toLowerCase()}`)
  const heard = names.filter((name) => registry.byEvent.has(name))
  if (heard.length === 0) return
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
  const incoming = heard.map((name) => ({
    rowId: ulid(now),
    event: { id: end.id, name, data, ts: now, user: {} },
  }))
  const { events, runs } = planRuns(registry, incoming)
  if (runs.length > 0) await insertRunnerEvents(sql, events, runs)
}
