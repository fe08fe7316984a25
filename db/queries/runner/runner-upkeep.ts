import { sql } from 'drizzle-orm'
import { getDb } from '@/db/client'

/**
 * Queues unfinished runs without a job, which would otherwise never continue. This shouldn't happen.
 * Skips runs that are a few seconds old, which may be in the middle of their insert.
 * @returns their ids
 */
export async function requeueLostRuns(): Promise<string[]> {
  const rows = await getDb().execute<{ id: string }>(sql`
    with lost as (
      select r.id from runner_runs r
      where r.finished_at is null and r.status <> 'waiting'
        and r.created_at < now() - interval '5 seconds'
        and not exists (
          select 1 from graphile_worker._private_jobs j
          where j.key = 'run:' || r.id and j.attempts < j.max_attempts)
      limit 1000
    )
    select lost.id, graphile_worker.add_job('drive_run', json_build_object('runId', lost.id),
      job_key => 'run:' || lost.id) is not null as added from lost`)
  return rows.map((row) => row.id)
}

export type Retention = { completedDays: number; failedDays: number; eventDays: number }

const BATCH = 5_000

/**
 * Deletes expired data: dedupe keys after a day, runs and events after their retention, and jobs
 * without attempts left. One call deletes a limited number of rows.
 * @returns false when the limit left rows to delete
 */
export async function pruneRunner(retention: Retention): Promise<boolean> {
  return getDb().transaction(async (tx) => {
    const [lock] = await tx.execute<{ isMine: boolean }>(sql`
      select pg_try_advisory_xact_lock(727003) as "isMine"`)
    if (!lock?.isMine) return true
    const keys = await tx.execute(sql`
      update runner_runs set dedupe_key = null where id in (
        select id from runner_runs where dedupe_key is not null
          and created_at < now() - interval '24 hours' limit ${BATCH})`)
    const runs = await tx.execute(sql`
      delete from runner_runs where id in (
        select id from runner_runs where finished_at < now() - case status
          when 'failed' then make_interval(days => ${retention.failedDays})
          else make_interval(days => ${retention.completedDays}) end
        limit ${BATCH})`)
    const events = await tx.execute(sql`
      delete from runner_events where id in (
        select id from runner_events
        where received_at < now() - make_interval(days => ${retention.eventDays}) limit ${BATCH})`)
    await tx.execute(sql`
      delete from graphile_worker._private_jobs
      where attempts >= max_attempts and locked_at is null`)
    return Math.max(keys.count, runs.count, events.count) < BATCH
  })
}

/** Returns the number of due or executing jobs and how long the oldest due job has waited, in ms. */
export async function readQueueFigures(): Promise<{ depth: number; oldestDueMs: number }> {
  const [row] = await getDb().execute<{ depth: number; oldestDueMs: number }>(sql`
    select count(*)::int as depth, coalesce(extract(epoch from
      now() - min(run_at) filter (where locked_at is null)) * 1000, 0)::float8 as "oldestDueMs"
    from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts`)
  return row ?? { depth: 0, oldestDueMs: 0 }
}

/** Returns the number of unfinished runs by status. */
export async function countRuns(): Promise<Record<string, number>> {
  const rows = await getDb().execute<{ status: string; n: number }>(sql`
    select status, count(*)::int as n from runner_runs where finished_at is null group by status`)
  return Object.fromEntries(rows.map((row) => [row.status, row.n]))
}
