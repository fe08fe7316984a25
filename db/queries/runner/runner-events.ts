import { sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { preparedStatement } from '@/db/prepared-statement'

/** `eventRowId` is the event that the run answers; times are in milliseconds since 1970. */
export type NewRun = {
  id: string
  eventRowId: string
  functionId: string
  event: Record<string, unknown>
  dedupeKey: string
  maxAttempts: number
  slots: { key: string; limit: number }[]
  cancelKeys: string[]
  cancellableUntil: number | null
  dueAt: number
}

export type NewEvent = { id: string; name: string; eventId: string }

const SEPARATOR = '\u001f'

type InsertedRows = {
  eventIds: string[]
  eventNames: string[]
  eventKeys: string[]
  runIds: string[]
  runEventIds: string[]
  functionIds: string[]
  events: string[]
  dedupeKeys: string[]
  maxAttempts: number[]
  slots: string[]
  cancelKeys: (string | null)[]
  cancellableUntil: (number | null)[]
  dueAt: number[]
}

const insert = preparedStatement<InsertedRows, { id: string }>(
  (rows) => sql`
    with accepted as (
      insert into runner_events (id, name, event_id)
      select * from unnest(${rows.eventIds}::text[], ${rows.eventNames}::text[],
        ${rows.eventKeys}::text[])
      on conflict do nothing returning id
    ), started as (
      insert into runner_runs (id, function_id, event, dedupe_key, max_attempts, slots,
        cancel_keys, cancellable_until, discovery_due_at)
      select r.id, r.function_id, r.event::json, r.dedupe_key, r.max_attempts, r.slots::json,
        string_to_array(r.cancel_keys, ${SEPARATOR}), to_timestamp(r.until / 1000),
        to_timestamp(r.due / 1000)
      from unnest(
        ${rows.runIds}::text[], ${rows.runEventIds}::text[], ${rows.functionIds}::text[],
        ${rows.events}::text[], ${rows.dedupeKeys}::text[], ${rows.maxAttempts}::int[],
        ${rows.slots}::text[], ${rows.cancelKeys}::text[],
        ${rows.cancellableUntil}::float8[], ${rows.dueAt}::float8[]
      ) as r(id, event_row_id, function_id, event, dedupe_key, max_attempts, slots, cancel_keys,
        until, due)
      join accepted on accepted.id = r.event_row_id
      on conflict do nothing
      returning id, discovery_due_at
    ), queued as (
      select job.id from (
        select array_agg(row('drive_run', json_build_object('runId', id), null, discovery_due_at,
          25, 'run:' || id, 0, null)::graphile_worker.job_spec) as specs from started
      ) s, lateral graphile_worker.add_jobs(s.specs) as job where s.specs is not null
    )
    select id from started where (select count(*) from queued) >= 0`,
)

/**
 * Inserts events and their runs and queues the runs, in one statement. An event whose name and ID
 * already exist starts nothing; a run whose function and dedupe key already exist is skipped.
 * @returns the IDs of the started runs
 */
export async function insertRunnerEvents(
  tx: Executor,
  events: NewEvent[],
  runs: NewRun[],
): Promise<string[]> {
  const rows = await insert(tx, {
    eventIds: events.map((event) => event.id),
    eventNames: events.map((event) => event.name),
    eventKeys: events.map((event) => event.eventId),
    runIds: runs.map((run) => run.id),
    runEventIds: runs.map((run) => run.eventRowId),
    functionIds: runs.map((run) => run.functionId),
    events: runs.map((run) => JSON.stringify(run.event)),
    dedupeKeys: runs.map((run) => run.dedupeKey),
    maxAttempts: runs.map((run) => run.maxAttempts),
    slots: runs.map((run) => JSON.stringify(run.slots)),
    cancelKeys: runs.map(({ cancelKeys }) =>
      cancelKeys.length > 0 ? cancelKeys.join(SEPARATOR) : null,
    ),
    cancellableUntil: runs.map((run) => run.cancellableUntil),
    dueAt: runs.map((run) => run.dueAt),
  })
  return rows.map((row) => row.id)
}

/** A run that an event canceled. */
export type CancelledRun = { id: string; functionId: string; event: Record<string, unknown> }

const cancel = preparedStatement<
  { cancelKeys: string[]; startedRunIds: string[] },
  CancelledRun & { freedKeys: string[] | null }
>(
  ({ cancelKeys, startedRunIds }) => sql`
    with cancelled as (
      update runner_runs set status = 'cancelled', finished_at = now(),
        generation = generation + 1
      where finished_at is null and cancel_keys && ${cancelKeys}::text[]
        and (cancellable_until is null or cancellable_until > now())
        and id <> all (${startedRunIds}::text[])
      returning id, function_id, event
    ), freed as (
      delete from runner_slots where run_id in (select id from cancelled) returning run_id, key
    )
    select id, function_id as "functionId", event,
      (select array_agg(key) from freed where run_id = id) as "freedKeys",
      graphile_worker.remove_job('run:' || id) is not null as removed
    from cancelled`,
)

/**
 * Cancels the unfinished runs with one of these cancel keys, except runs started by the same batch.
 * An executing step continues; its result is discarded.
 */
export async function cancelRuns(
  cancelKeys: string[],
  startedRunIds: string[],
): Promise<{ runs: CancelledRun[]; freedKeys: string[] }> {
  const rows = await cancel(getDb(), { cancelKeys, startedRunIds })
  return {
    runs: rows.map(({ id, functionId, event }) => ({ id, functionId, event })),
    freedKeys: rows.flatMap((row) => row.freedKeys ?? []),
  }
}
