import postgres from 'postgres'

// First key of the advisory locks that show that a worker pool is alive.
const ALIVE = 727_002

/** A dedicated connection whose advisory locks show other runners that this one is alive. */
export type Liveness = {
  /** Acquires the lock of a worker pool; call it before the pool takes its first job. */
  claim(poolId: string): Promise<void>
  /** Releases the jobs of pools whose lock is free; returns the pools. */
  releaseDeadPools(): Promise<string[]>
  /** Throws when the connection that acquired the locks was replaced. */
  check(): Promise<void>
  /** Releases the jobs that this runner still holds and closes the connection. */
  close(): Promise<void>
}

/**
 * Opens the connection. `onLost` is called when it closes unexpectedly, which releases the locks.
 * Uses the driver directly, because session locks need one fixed connection.
 */
export async function openLiveness(url: string, onLost: () => void): Promise<Liveness> {
  const pools: string[] = []
  let isClosing = false
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 10,
    onnotice: () => {},
    onclose: () => isClosing || onLost(),
    connection: { application_name: 'aftercart-runner-liveness' },
  })
  const backend = async () => (await sql`select pg_backend_pid() as pid`)[0]?.pid
  const first = await backend()
  return {
    async claim(poolId) {
      pools.push(poolId)
      await sql`select pg_advisory_lock_shared(${ALIVE}, hashtext(${poolId}))`
    },
    releaseDeadPools: () => releaseDeadPools(sql),
    async check() {
      if ((await backend()) !== first) throw new Error('the liveness connection was replaced')
    },
    async close() {
      isClosing = true
      await sql`select graphile_worker.force_unlock_workers(${pools}::text[])`.catch(() => {})
      await sql.end({ timeout: 1 })
    },
  }
}

async function releaseDeadPools(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ pool: string }[]>`
    with dead as (
      select distinct j.locked_by as pool from graphile_worker._private_jobs j
      where j.locked_by is not null and not exists (
        select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = ${ALIVE}
          and l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid
          and l.database = (select oid from pg_database where datname = current_database()))
    )
    select dead.pool, graphile_worker.force_unlock_workers(array[dead.pool]),
      pg_notify('jobs:insert', '{"count": 100}') from dead`
  return rows.map((row) => row.pool)
}
