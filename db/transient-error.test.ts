import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { transaction } from './client'
import { isTransientDatabaseError } from './transient-error'

const { sql: direct, url } = await openTestDatabase()

/** Returns the error that `work` throws. */
async function caught(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('The work did not throw.')
}

test('an unreachable database is transient', async () => {
  const unreachable = postgres('postgres://x@127.0.0.1:1/x', { max: 1 })
  expect(isTransientDatabaseError(await caught(() => unreachable`select 1`))).toBe(true)
  await unreachable.end()
})

test('a connection lost inside a transaction is transient', async () => {
  const error = await caught(() =>
    transaction(async (tx) => {
      const rows: Iterable<Record<string, unknown>> = await tx.execute(
        sql`select pg_backend_pid() as pid`,
      )
      const [row] = [...rows]
      await direct`select pg_terminate_backend(${Number(row?.pid)})`
      await tx.execute(sql`select 1`)
    }),
  )
  expect(isTransientDatabaseError(error)).toBe(true)
})

test('a deadlock is transient', async () => {
  const pool = postgres(url, { max: 2, onnotice: () => {} })
  await direct`create table pair (id int primary key, n int)`
  await direct`insert into pair values (1, 0), (2, 0)`
  let arrived = 0
  let go: () => void = () => {}
  const both = new Promise<void>((done) => {
    go = done
  })
  const lock = (first: number, second: number) =>
    pool.begin(async (tx) => {
      await tx`update pair set n = 1 where id = ${first}`
      arrived += 1
      if (arrived === 2) go()
      await both
      await tx`update pair set n = 1 where id = ${second}`
    })
  const results = await Promise.allSettled([lock(1, 2), lock(2, 1)])
  const failed = results.flatMap((result) => (result.status === 'rejected' ? result.reason : []))
  expect(failed).toHaveLength(1)
  expect(isTransientDatabaseError(failed[0])).toBe(true)
  await pool.end()
})

test('an invalid statement or a violated constraint is not transient', async () => {
  const wrong = await caught(() => transaction((tx) => tx.execute(sql`select nothing`)))
  expect(isTransientDatabaseError(wrong)).toBe(false)
  const broken = await caught(() => direct`insert into pair values (1, 0)`)
  expect(isTransientDatabaseError(broken)).toBe(false)
  expect(isTransientDatabaseError('text')).toBe(false)
})
