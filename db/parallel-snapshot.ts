import { sql } from 'drizzle-orm'
import type { Executor, getDb } from './client'

/** Runs a read on the first free connection sharing the exported snapshot. */
export type SnapshotReader = <T>(read: (tx: Executor) => Promise<T>) => Promise<T>

type Pool = Pick<ReturnType<typeof getDb>, 'transaction'>

/** Maximum number of second connections in use by all snapshots of the process. */
const MAX_SECOND_CONNECTIONS = 3
const secondConnections = { count: 0 }

/**
 * Runs queries in one read-only, repeatable-read transaction. Concurrent reads through `reader` also
 * use a second connection when the pool has a free one; they never wait for it.
 */
export function runInSnapshot<T>(
  pool: Pool,
  work: (tx: Executor, reader: SnapshotReader) => Promise<T>,
): Promise<T> {
  return begin(pool, async (tx) => {
    // JIT compilation takes longer than these queries.
    const [row] = await tx.execute<{ id: string }>(
      sql`select pg_export_snapshot() as id, set_config('jit', 'off', true)`,
    )
    const queue = openReadQueue(tx, () => void joinSecondConnection(pool, String(row?.id), queue))
    try {
      return await work(tx, queue.read)
    } finally {
      queue.close()
    }
  })
}

function begin<T>(pool: Pool, work: (tx: Executor) => Promise<T>): Promise<T> {
  return pool.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

type ReadQueue = ReturnType<typeof openReadQueue>

/** @param onWaiting called once, when a read has to wait for another */
function openReadQueue(first: Executor, onWaiting: () => void) {
  const waiting: ((tx: Executor) => Promise<void>)[] = []
  const idle = [first]
  const closing = { isClosed: false, resolve: () => {} }
  const closed = new Promise<void>((resolve) => {
    closing.resolve = resolve
  })
  let hasCalled = false

  async function runWaiting(tx: Executor): Promise<void> {
    for (let read = waiting.shift(); read; read = waiting.shift()) await read(tx)
    idle.push(tx)
  }
  function read<T>(work: (tx: Executor) => Promise<T>): Promise<T> {
    const done = new Promise<T>((resolve, reject) => {
      waiting.push((tx) => work(tx).then(resolve, reject))
    })
    const tx = idle.pop()
    if (tx) void runWaiting(tx)
    else if (!hasCalled) onWaiting()
    if (!tx) hasCalled = true
    return done
  }
  function close(): void {
    waiting.length = 0
    closing.isClosed = true
    closing.resolve()
  }
  return { read, runWaiting, close, closed, isClosed: () => closing.isClosed }
}

/** Runs reads of the same snapshot on a second connection, until the queue is closed. */
async function joinSecondConnection(pool: Pool, snapshot: string, queue: ReadQueue): Promise<void> {
  if (secondConnections.count >= MAX_SECOND_CONNECTIONS) return
  secondConnections.count++
  try {
    await begin(pool, async (tx) => {
      // A busy pool may provide the connection too late.
      if (queue.isClosed()) return
      await tx.execute(sql`set transaction snapshot ${sql.raw(`'${snapshot}'`)}`)
      await tx.execute(sql`set local jit = off`)
      await queue.runWaiting(tx)
      await queue.closed
    })
  } catch {
    // The snapshot has ended or no connection is free: the first connection runs all reads.
  } finally {
    secondConnections.count--
  }
}
