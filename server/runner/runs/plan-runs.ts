import type { NewEvent, NewRun } from '@/db/queries/runner/runner-events'
import { ulid } from '../event-id'
import { type EventPath, keyOf, matchesFilter, valueAt } from '../expressions'
import type { Registry, RunnerFunction } from '../registry'

/** An event in the form that functions receive. */
export type RunnerEvent = {
  id: string
  name: string
  data: Record<string, unknown>
  ts: number
  user: Record<string, unknown>
  v?: string
}

/** `rowId` is the ID that the engine assigns; `event.id` may be the sender's idempotency key. */
export type IncomingEvent = { rowId: string; event: RunnerEvent }

/** Returns the rows for the events, a run for each function they trigger, and the cancel keys. */
export function planRuns(
  registry: Registry,
  incoming: IncomingEvent[],
): { events: NewEvent[]; runs: NewRun[]; cancelKeys: string[] } {
  return {
    events: incoming.map(({ rowId, event }) => ({
      id: rowId,
      name: event.name,
      eventId: event.id,
    })),
    runs: incoming.flatMap((accepted) =>
      (registry.byEvent.get(accepted.event.name) ?? [])
        .filter((fn) => isTriggeredBy(fn, accepted.event))
        .map((fn) => planRun(fn, accepted)),
    ),
    cancelKeys: incoming.flatMap(({ event }) => cancelKeysOf(registry, event)),
  }
}

const isTriggeredBy = (fn: RunnerFunction, event: RunnerEvent): boolean =>
  fn.triggers.some(
    (trigger) => trigger.event === event.name && matchesFilter(trigger.filter, event),
  )

/** Returns the run of a function for an event. If its `ts` is in the future, the run starts then. */
export function planRun(fn: RunnerFunction, { rowId, event }: IncomingEvent): NewRun {
  const now = Date.now()
  const timeouts = fn.cancels.map((cancel) => cancel.timeoutMs ?? Infinity)
  const until = now + Math.max(...timeouts, 0)
  return {
    id: ulid(now),
    eventRowId: rowId,
    functionId: fn.id,
    event,
    dedupeKey: fn.idempotency ? `key:${keyOf(fn.idempotency, event)}` : `event:${event.id}`,
    maxAttempts: fn.maxAttempts,
    slots: fn.concurrency.map(({ limit, key }, index) => ({
      key: `${fn.id}#${index}${key ? `:${keyOf(key, event)}` : ''}`,
      limit,
    })),
    cancelKeys: fn.cancels.map((cancel) =>
      cancelKey(fn.id, cancel.event, cancel.path, cancel.path && valueAt(event, cancel.path)),
    ),
    cancellableUntil: fn.cancels.length > 0 && Number.isFinite(until) ? until : null,
    dueAt: Math.max(event.ts, now),
  }
}

function cancelKeysOf(registry: Registry, event: RunnerEvent): string[] {
  return (registry.byCancel.get(event.name) ?? []).flatMap((fn) =>
    fn.cancels
      .filter((cancel) => cancel.event === event.name)
      .map((cancel) =>
        cancelKey(fn.id, event.name, cancel.path, cancel.path && valueAt(event, cancel.path)),
      ),
  )
}

/** Returns a key that is equal for a run and an event that can cancel it. */
function cancelKey(
  functionId: string,
  eventName: string,
  path: EventPath | undefined,
  value: unknown,
): string {
  return JSON.stringify([functionId, eventName, path?.join('.') ?? null, value ?? null])
}
