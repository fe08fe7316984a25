import { sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { preparedStatement } from '@/db/prepared-statement'

const acquire = preparedStatement<
  { runId: string; key: string; limit: number },
  { isHeld: boolean }
>(
  ({ runId, key, limit }) => sql`
    with held as (
      select 1 from runner_slots where key = ${key} and run_id = ${runId}
    ), got as (
      insert into runner_slots (key, slot, run_id)
      select ${key}::text, n, ${runId}::text from generate_series(1, ${limit}::int) n
      where not exists (select 1 from held)
        and not exists (select 1 from runner_slots t where t.key = ${key} and t.slot = n)
      order by n limit 1
      on conflict do nothing returning 1
    )
    select exists (select 1 from held) or exists (select 1 from got) as "isHeld"`,
)

/**
 * Acquires one of a key's slots for a run; a run that already holds one keeps it.
 * @returns false when all slots are in use
 */
export async function acquireSlot(
  runId: string,
  slot: { key: string; limit: number },
): Promise<boolean> {
  const [row] = await acquire(getDb(), { runId, key: slot.key, limit: slot.limit })
  return row?.isHeld ?? false
}

const release = preparedStatement<{ runId: string; generation: number }, { key: string }>(
  ({ runId, generation }) => sql`
    delete from runner_slots s using runner_runs r
    where s.run_id = ${runId} and r.id = s.run_id and r.generation = ${generation}
    returning s.key`,
)

/** Releases a run's slots and returns their keys. Does nothing unless the drive is the newest. */
export async function releaseSlots(runId: string, generation: number): Promise<string[]> {
  const rows = await release(getDb(), { runId, generation })
  return rows.map((row) => row.key)
}

const wait = preparedStatement<{ id: string; generation: number; key: string; limit: number }>(
  ({ id, generation, key, limit }) => sql`
    update runner_runs set status = 'waiting', waiting_key = ${key}, waiting_limit = ${limit}
    where id = ${id} and generation = ${generation} and finished_at is null`,
)

/** Marks a run as waiting for a slot of the key. It has no job until it is woken. */
export async function waitForSlot(
  run: { id: string; generation: number },
  slot: { key: string; limit: number },
): Promise<void> {
  const { id, generation } = run
  await wait(getDb(), { id, generation, key: slot.key, limit: slot.limit })
}

const wake = preparedStatement<{ keys: readonly string[] }>(
  ({ keys }) => sql`
    with woken as (
      update runner_runs set status = 'queued', waiting_key = null, waiting_limit = null
      where id in (
        select first.id from unnest(${keys}::text[]) as k(key),
          lateral (
            select r.id from runner_runs r
            where r.waiting_key = k.key and r.status = 'waiting'
              and r.waiting_limit > (select count(*) from runner_slots s where s.key = k.key)
            order by r.id limit 1 for update skip locked
          ) as first
      )
      returning id
    )
    select graphile_worker.add_job('drive_run', json_build_object('runId', id),
      job_key => 'run:' || id) from woken`,
)

/**
 * Queues the longest waiting run of each key that has a free slot. Call it after a slot was released
 * and after a run began to wait, each time in a separate statement: the later of the two sees the
 * other's change, so no wake-up is lost.
 */
export async function wakeWaitingRuns(keys: string[]): Promise<void> {
  await wake(getDb(), { keys })
}

/** Lists the keys with waiting runs and a free slot: a crash lost their wake-up. */
export async function listFreeKeysWaitedFor(): Promise<string[]> {
  const rows = await getDb().execute<{ key: string }>(sql`
    select r.waiting_key as key from runner_runs r where r.status = 'waiting'
    group by r.waiting_key
    having max(r.waiting_limit) > (select count(*) from runner_slots s where s.key = r.waiting_key)`)
  return rows.map((row) => row.key)
}

/** Deletes the slots of runs that are finished or deleted. */
export async function dropStaleSlots(): Promise<void> {
  await getDb().execute(sql`
    delete from runner_slots s where not exists (
      select 1 from runner_runs r where r.id = s.run_id and r.finished_at is null)`)
}
