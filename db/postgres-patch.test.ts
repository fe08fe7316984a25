import { connect, type Socket } from 'node:net'
import postgres from 'postgres'
import { afterEach, expect, test } from 'vitest'
import { openTestDatabase } from '@/test/support/database'

// Each test fails without patches/postgres+3.4.9.patch; see patches/README.md.

const { sql: direct, url } = await openTestDatabase()
const opened: postgres.Sql[] = []
// Without the patch, the awaited promises never settle.
const LIMIT_MS = 10_000

afterEach(async () => {
  for (const sql of opened.splice(0)) await sql.end({ timeout: 1 })
})

function open(options: postgres.Options<Record<string, postgres.PostgresType>>): postgres.Sql {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {}, ...options })
  opened.push(sql)
  return sql
}

/** A promise that the test resolves, e.g. when the connection has closed. */
function signal() {
  let send = () => {}
  const sent = new Promise<void>((done) => {
    send = done
  })
  return { send, sent }
}

/** Opens a pool of one connection whose sockets the test can break. */
function openOnSockets() {
  const sockets: Socket[] = []
  const { hostname, port } = new URL(url)
  const openSocket = () =>
    new Promise<Socket>((done) => {
      const socket = connect(Number(port), hostname)
      sockets.push(socket)
      socket.once('connect', () => done(socket))
    })
  // The package's README documents the option; its types lack it.
  return { sockets, sql: open({ socket: openSocket } as Parameters<typeof open>[0]) }
}

const terminate = (pid: number) => direct`select pg_terminate_backend(${pid})`
const isClosed = { code: 'CONNECTION_CLOSED' }

test(
  'a transaction whose connection was closed rejects, and the next query gets another connection',
  async () => {
    const closed = signal()
    const sql = open({ onclose: closed.send })
    const work = sql.begin(async (tx) => {
      const [row] = await tx`select pg_backend_pid() as pid`
      await terminate(row?.pid)
      await closed.sent
      // Makes postgres.js send a rollback although the socket is gone.
      throw new Error('The work failed.')
    })
    await expect(work).rejects.toMatchObject(isClosed)
    expect(await sql`select 1 as n`).toEqual([{ n: 1 }])
  },
  LIMIT_MS,
)

test(
  'statements after a lost connection never run in the next transaction',
  async () => {
    await direct`create table written (by text)`
    const closed = signal()
    const secondBegan = signal()
    const firstEnded = signal()
    const sql = open({ onclose: closed.send })
    let late: Promise<unknown> = Promise.resolve()
    const first = sql.begin(async (tx) => {
      const [row] = await tx`select pg_backend_pid() as pid`
      await terminate(row?.pid)
      await secondBegan.sent
      late = tx`insert into written values ('first')`.execute()
      await late.catch(() => {})
    })
    await expect(first).rejects.toMatchObject(isClosed)
    await closed.sent
    const second = sql.begin(async (tx) => {
      await tx`insert into written values ('second')`
      secondBegan.send()
      await firstEnded.sent
      await tx`select 1`
    })
    await secondBegan.sent
    // The first transaction continues within a few microtasks.
    for (let i = 0; i < 10; i++) await Promise.resolve()
    await expect(late).rejects.toMatchObject(isClosed)
    firstEnded.send()
    await second
    expect(await direct`select by from written`).toEqual([{ by: 'second' }])
  },
  LIMIT_MS,
)

test(
  'a connection closed with a buffered write works after it reconnects',
  async () => {
    const { sql, sockets } = openOnSockets()
    await sql`select 1`
    const lost = sql`select 2`.execute()
    const outcome = expect(lost).rejects.toMatchObject(isClosed)
    // The query is buffered after a microtask and sent by the next immediate.
    for (let i = 0; i < 3; i++) await Promise.resolve()
    sockets[0]?.emit('close', false)
    sockets[0]?.destroy()
    await outcome
    expect(await sql`select 3 as n`).toEqual([{ n: 3 }])
    expect(sockets).toHaveLength(2)
  },
  LIMIT_MS,
)

test(
  'a connection reset during a query works after it reconnects',
  async () => {
    const { sql, sockets } = openOnSockets()
    const work = sql.begin(async (tx) => {
      await tx`select 1`
      const slow = tx`select pg_sleep(5)`
      setTimeout(() => sockets[0]?.destroy(new Error('read ECONNRESET')), 50)
      await slow
    })
    await expect(work).rejects.toThrow()
    for (const n of [1, 2, 3]) expect(await sql`select ${n}::int as n`).toEqual([{ n }])
  },
  LIMIT_MS,
)

test(
  'a query does not fail with the error of an earlier query whose backend was terminated',
  async () => {
    const sql = open({})
    const [row] = await sql`select pg_backend_pid() as pid`
    const killed = sql`select pg_terminate_backend(${row?.pid}::int), pg_sleep(5)`
    await expect(killed).rejects.toThrow()
    expect(await sql`select 1 as n`).toEqual([{ n: 1 }])
  },
  LIMIT_MS,
)
