import { sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Executor, getDb } from './client'
import { runInSnapshot, type SnapshotReader } from './parallel-snapshot'

/** Replicas with a longer lag are not used. */
const MAX_LAG_MS = 5_000
/** Replicas that report their position later than this are not used. */
const POSITION_TIMEOUT_MS = 1_000
/** How long positions of the primary are kept. */
const POSITION_RETENTION_MS = 30_000

type Replica = { url: string; sql: postgres.Sql; db: PostgresJsDatabase }
/** The position of the primary's write-ahead log at a time (ms). */
type Position = { at: number; lsn: bigint }

/** A result, the time that it was read, and the maximum age of its data at that time. */
export type Snapshot<T> = {
  result: T
  asOf: Date
  freshnessSeconds: number
  source: 'primary' | 'replica'
}

const holder = globalThis as typeof globalThis & { aftercartReplica?: Replica | undefined }
const positions: Position[] = []

/**
 * Runs queries on one snapshot: on the replica at `DATABASE_REPLICA_URL` when it responds and lags by
 * at most five seconds, else on the primary.
 */
export async function readSnapshot<T>(
  work: (tx: Executor, reader: SnapshotReader) => Promise<T>,
): Promise<Snapshot<T>> {
  const replica = connectReplica()
  if (replica) {
    // Without the primary's position, the lag of the replica is unknown.
    await recordPosition().catch(() => undefined)
    const found = await readReplica(replica, work)
    if (found) return found
  }
  const asOf = new Date()
  return {
    result: await runInSnapshot(getDb(), work),
    asOf,
    freshnessSeconds: 0,
    source: 'primary',
  }
}

/** Closes the pool of the replica. */
export async function closeReplica(): Promise<void> {
  const replica = holder.aftercartReplica
  holder.aftercartReplica = undefined
  await replica?.sql.end({ timeout: 5 })
}

/**
 * Returns undefined when the replica lags too far behind, does not respond, or fails. A standby cancels
 * queries that conflict with the changes it applies.
 */
async function readReplica<T>(
  replica: Replica,
  work: (tx: Executor, reader: SnapshotReader) => Promise<T>,
): Promise<Snapshot<T> | undefined> {
  const lag = await withTimeout(measureLag(replica))
  if (lag === undefined || lag > MAX_LAG_MS) return undefined
  try {
    const result = await runInSnapshot(replica.db, work)
    return {
      result,
      asOf: new Date(),
      freshnessSeconds: Math.ceil(lag / 1000),
      source: 'replica',
    }
  } catch {
    return undefined
  }
}

async function withTimeout<T>(result: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, POSITION_TIMEOUT_MS, undefined)
  })
  try {
    return await Promise.race([result.catch(() => undefined), timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** Returns the maximum lag of the replica in ms; undefined when unknown. */
async function measureLag({ db }: Replica): Promise<number | undefined> {
  const [row] = await db.execute<{ lsn: string }>(sql`
    select (case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
      else pg_current_wal_lsn() end - '0/0'::pg_lsn)::text as lsn`)
  const lsn = BigInt(row?.lsn ?? 0)
  const reached = positions.findLast((position) => position.lsn <= lsn)
  return reached && Date.now() - reached.at
}

async function recordPosition(): Promise<void> {
  const [row] = await getDb().execute<{ lsn: string }>(
    sql`select (pg_current_wal_lsn() - '0/0'::pg_lsn)::text as lsn`,
  )
  const at = Date.now()
  while (positions[0] && positions[0].at < at - POSITION_RETENTION_MS) positions.shift()
  positions.push({ at, lsn: BigInt(row?.lsn ?? 0) })
}

function connectReplica(): Replica | undefined {
  const url = process.env.DATABASE_REPLICA_URL
  if (!url) return undefined
  const existing = holder.aftercartReplica
  if (existing?.url === url) return existing
  const client = postgres(url, {
    max: Number(process.env.AFTERCART_POOL_SIZE ?? 10),
    idle_timeout: 30,
    connect_timeout: 3,
    onnotice: () => {},
    connection: { application_name: 'aftercart-reports' },
  })
  const replica = { url, sql: client, db: drizzle(client, { casing: 'snake_case' }) }
  holder.aftercartReplica = replica
  return replica
}
