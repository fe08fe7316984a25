import { getSql } from '@/db/client'

/**
 * Takes one of a key's slots for a run; a run that already holds one keeps it.
 * @returns false when all of them are taken
 */
export async function acquireSlot(
  runId: string,
  slot: { key: string; limit: number },
): Promise<boolean> {
  const [row] = await getSql()<{ isHeld: boolean }[]>`
    with held as (
      select 1 from runner_slots where key = ${slot.key} and run_id = ${runId}
    ), got as (
      insert into runner_slots (key, slot, run_id)
      select ${slot.key}::text, n, ${runId}::text from generate_series(1, ${slot.limit}::int) n
      where not exists (select 1 from held)
        and not exists (select 1 from runner_slots t where t.key = ${slot.key} and t.slot = n)
      order by n limit 1
      on conflict do nothing returning 1
    )
    select exists (select 1 from held) or exists (select 1 from got) as "isHeld"`
  return row?.isHeld ?? false
}

/** Gives back what a run holds; returns the keys. Only the newest drive may do it. */
export async function releaseSlots(runId: string, generation: number): Promise<string[]> {
  const rows = await getSql()<{ key: string }[]>`
    delete from runner_slots s using runner_runs r
    where s.run_id = ${runId} and r.id = s.run_id and r.generation = ${generation}
    returning s.key`
  return rows.map((row) => row.key)
}

/** Marks a run as waiting for a slot of the key. It has no job until it is woken. */
export async function waitForSlot(
  run: { id: string; generation: number },
  slot: { key: string; limit: number },
): Promise<void> {
  await getSql()`
    update runner_runs set status = 'waiting', waiting_key = ${slot.key},
      waiting_limit = ${slot.limit}
    where id = ${run.id} and generation = ${run.generation} and finished_at is null`
}

/**
 * Queues the longest waiting run of each key that has a free slot. To be called after a slot was
 * given back and after a run began to wait, each time in a statement of its own: whichever comes
 * second then sees the other, so no wake-up is lost.
 */
export async function wakeWaitingRuns(keys: string[]): Promise<void> {
  await getSql()`
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
      job_key => 'run:' || id) from woken`
}

/** The keys that runs wait for although a slot is free: their wake-up was lost in a crash. */
export async function listFreeKeysWaitedFor(): Promise<string[]> {
  const rows = await getSql()<{ key: string }[]>`
    select r.waiting_key as key from runner_runs r where r.status = 'waiting'
    group by r.waiting_key
    having max(r.waiting_limit) > (select count(*) from runner_slots s where s.key = r.waiting_key)`
  return rows.map((row) => row.key)
}

/** Gives back slots of runs that are finished or gone. */
export async function dropStaleSlots(): Promise<void> {
  await getSql()`
    delete from runner_slots s where not exists (
      select 1 from runner_runs r where r.id = s.run_id and r.finished_at is null)`
}
