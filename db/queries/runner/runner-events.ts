import { getSql } from '@/db/client'
import type { RunnerSql } from './runner-runs'

/** `event` is the id of the accepted event that it answers; `dueAt` in milliseconds. */
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

/**
 * Stores events, starts their runs and queues these, in one statement. An event whose name and
 * id were stored before starts nothing, nor does a run whose function and dedupe key exist.
 * @returns the ids of the started runs
 */
export async function insertRunnerEvents(
  sql: RunnerSql,
  events: NewEvent[],
  runs: NewRun[],
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with accepted as (
      insert into runner_events (id, name, event_id)
      select * from unnest(${events.map((e) => e.id)}::text[],
        ${events.map((e) => e.name)}::text[], ${events.map((e) => e.eventId)}::text[])
      on conflict do nothing returning id
    ), started as (
      insert into runner_runs (id, function_id, event, dedupe_key, max_attempts, slots,
        cancel_keys, cancellable_until, discovery_due_at)
      select r.id, r.function_id, r.event::json, r.dedupe_key, r.max_attempts, r.slots::json,
        string_to_array(r.cancel_keys, ${SEPARATOR}), to_timestamp(r.until / 1000),
        to_timestamp(r.due / 1000)
      from unnest(
        ${runs.map((r) => r.id)}::text[], ${runs.map((r) => r.eventRowId)}::text[],
        ${runs.map((r) => r.functionId)}::text[], ${runs.map((r) => JSON.stringify(r.event))}::text[],
        ${runs.map((r) => r.dedupeKey)}::text[], ${runs.map((r) => r.maxAttempts)}::int[],
        ${runs.map((r) => JSON.stringify(r.slots))}::text[],
        ${runs.map((r) => (r.cancelKeys.length > 0 ? r.cancelKeys.join(SEPARATOR) : null))}::text[],
        ${runs.map((r) => r.cancellableUntil)}::float8[], ${runs.map((r) => r.dueAt)}::float8[]
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
    select id from started where (select count(*) from queued) >= 0`
  return rows.map((row) => row.id)
}

/** A run that was ended from outside. */
export type CancelledRun = { id: string; functionId: string; event: Record<string, unknown> }

/**
 * Ends the unfinished runs that wait for one of these cancellations, except those that an event
 * of the same batch started. An executing step is not interrupted; its result is discarded.
 */
export async function cancelRuns(
  cancelKeys: string[],
  startedRunIds: string[],
): Promise<{ runs: CancelledRun[]; freedKeys: string[] }> {
  const rows = await getSql()<(CancelledRun & { freedKeys: string[] | null })[]>`
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
    from cancelled`
  return {
    runs: rows.map(({ id, functionId, event }) => ({ id, functionId, event })),
    freedKeys: rows.flatMap((row) => row.freedKeys ?? []),
  }
}
