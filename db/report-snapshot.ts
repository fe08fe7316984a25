import { sql } from 'drizzle-orm'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Executor, getDb } from './client'
import { oneSnapshot, type SnapshotReader } from './parallel-snapshot'

/** Older than this, and a replica is passed over. */
const STALE_MS = 5_000
/** One that does not say in this time how far it is, is passed over. */
const ANSWER_MS = 1_000
/** How long a position of the primary is remembered. */
const REMEMBERED_MS = 30_000

type Replica = { url: string; sql: postgres.Sql; db: PostgresJsDatabase }
/** Where the primary's log stood at a moment. */
type Position = { at: number; lsn: bigint }

/** What was read, the moment that it is of, and how old it may have been then. */
export type Snapshot<T> = {
  result: T
  asOf: Date
  freshnessSeconds: number
  source: 'primary' | 'replica'
}

const holder = globalThis as typeof globalThis & { aftercartReplica?: Replica | undefined }
const positions: Position[] = []

/**
 * Runs queries on one snapshot: on the replica of `DATABASE_REPLICA_URL` while it has all that was
 * written up to five seconds ago, else, and when it does not answer, on the primary.
 */
export async function readSnapshot<T>(
  work: (tx: Executor, lane: SnapshotReader) => Promise<T>,
): Promise<Snapshot<T>> {
  const replica = connectReplica()
  if (replica) {
    // Where a primary does not tell its position, the age of a replica is unknown.
    await rememberPosition().catch(() => undefined)
    const found = await readReplica(replica, work)
    if (found) return found
  }
  const asOf = new Date()
  return { result: await oneSnapshot(getDb(), work), asOf, freshnessSeconds: 0, source: 'primary' }
}

/** Closes the connection to the replica. */
export async function closeReplica(): Promise<void> {
  const replica = holder.aftercartReplica
  holder.aftercartReplica = undefined
  await replica?.sql.end({ timeout: 5 })
}

/**
 * Undefined: it lags too far behind, or does not answer. One may also break off: a standby ends
 * queries that are in the way of what it replays.
 */
async function readReplica<T>(
  replica: Replica,
  work: (tx: Executor, lane: SnapshotReader) => Promise<T>,
): Promise<Snapshot<T> | undefined> {
  const age = await inTime(ageOf(replica))
  if (age === undefined || age > STALE_MS) return undefined
  try {
    const result = await oneSnapshot(replica.db, work)
    return {
      result,
      asOf: new Date(),
      freshnessSeconds: Math.ceil(age / 1000),
      source: 'replica',
    }
  } catch {
    return undefined
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MS, undefined)
  })
  try {
    return await Promise.race([answer.catch(() => undefined), late])
  } finally {
    clearTimeout(timer)
  }
}

/** How long ago the primary stood where the replica is at least by now; undefined: unknown. */
async function ageOf({ db }: Replica): Promise<number | undefined> {
  const [row] = await db.execute<{ lsn: string }>(sql`
    select (case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
      else pg_current_wal_lsn() end - '0/0'::pg_lsn)::text as lsn`)
  const lsn = BigInt(row?.lsn ?? 0)
  const reached = positions.findLast((position) => position.lsn <= lsn)
  return reached && Date.now() - reached.at
}

async function rememberPosition(): Promise<void> {
  const [row] = await getDb().execute<{ lsn: string }>(
    sql`select (pg_current_wal_lsn() - '0/0'::pg_lsn)::text as lsn`,
  )
  const at = Date.now()
  while (positions[0] && positions[0].at < at - REMEMBERED_MS) positions.shift()
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
