import { sql } from 'drizzle-orm'
import type { Executor, getDb } from './client'

/** Runs one read of a snapshot, on whichever of its connections is free first. */
export type SnapshotReader = <T>(read: (tx: Executor) => Promise<T>) => Promise<T>

type Pool = Pick<ReturnType<typeof getDb>, 'transaction'>

/** So many second connections do the snapshots of a process take from its pool at once. */
const MAX_SECOND_CONNECTIONS = 3
const helpers = { count: 0 }

/**
 * Runs queries in a transaction that sees one moment. Reads that are asked for together through
 * the lane run on two connections when the pool has one to spare; nothing waits for that one.
 */
export function oneSnapshot<T>(
  pool: Pool,
  work: (tx: Executor, lane: SnapshotReader) => Promise<T>,
): Promise<T> {
  return begin(pool, async (tx) => {
    // Compiling a query takes longer than these take to run.
    const [row] = await tx.execute<{ id: string }>(
      sql`select pg_export_snapshot() as id, set_config('jit', 'off', true)`,
    )
    const lanes = openLanes(tx, () => void joinSecondConnection(pool, String(row?.id), lanes))
    try {
      return await work(tx, lanes.read)
    } finally {
      lanes.close()
    }
  })
}

function begin<T>(pool: Pool, work: (tx: Executor) => Promise<T>): Promise<T> {
  return pool.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

type Lanes = ReturnType<typeof openLanes>

/** @param onWaiting called once, when a read has to wait for another one */
function openLanes(first: Executor, onWaiting: () => void) {
  const waiting: ((tx: Executor) => Promise<void>)[] = []
  const idle = [first]
  const closing = { isClosed: false, resolve: () => {} }
  const closed = new Promise<void>((resolve) => {
    closing.resolve = resolve
  })
  let isCalled = false

  async function join(tx: Executor): Promise<void> {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job(tx)
    idle.push(tx)
  }
  function read<T>(work: (tx: Executor) => Promise<T>): Promise<T> {
    const done = new Promise<T>((resolve, reject) => {
      waiting.push((tx) => work(tx).then(resolve, reject))
    })
    const tx = idle.pop()
    if (tx) void join(tx)
    else if (!isCalled) onWaiting()
    if (!tx) isCalled = true
    return done
  }
  function close(): void {
    waiting.length = 0
    closing.isClosed = true
    closing.resolve()
  }
  return { read, join, close, closed, isClosed: () => closing.isClosed }
}

/** Reads the same snapshot on a second connection, until all is read. */
async function joinSecondConnection(pool: Pool, snapshot: string, lanes: Lanes): Promise<void> {
  if (helpers.count >= MAX_SECOND_CONNECTIONS) return
  helpers.count++
  try {
    await begin(pool, async (tx) => {
      // A pool in full use may give its connection only now.
      if (lanes.isClosed()) return
      await tx.execute(sql`set transaction snapshot ${sql.raw(`'${snapshot}'`)}`)
      await tx.execute(sql`set local jit = off`)
      await lanes.join(tx)
      await lanes.closed
    })
  } catch {
    // The snapshot ended meanwhile, or there is no second connection: the first one reads it all.
  } finally {
    helpers.count--
  }
}
