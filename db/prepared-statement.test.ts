import { DrizzleQueryError, sql as drizzleSql } from 'drizzle-orm'
import { beforeEach, expect, expectTypeOf, it } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { type Executor, getDb, transaction } from './client'
import { preparedStatement } from './prepared-statement'
import { outbox } from './schema/webhooks'
import { isTransientDatabaseError } from './transient-error'

const { sql } = await openTestDatabase()

const AT = new Date('2026-03-01T10:20:30.456Z')
const HUGE = 9_007_199_254_740_993n

const echo = preparedStatement<{
  text: string | null
  at: Date
  huge: bigint
  isTrue: boolean | null
}>(
  ({ text, at, huge, isTrue }) => drizzleSql`
    select ${text}::text as text, ${at}::timestamptz as at, ${huge}::bigint as huge,
      ${isTrue}::boolean as is_true, ${text}::text is null as is_null`,
)
const add = preparedStatement<{ id: string; name: string }>(
  ({ id, name }) => drizzleSql`
    insert into ${outbox} (id, name, data) values (${id}, ${name}, '{}') returning ${outbox.createdAt}`,
)
const namesIn = preparedStatement<{ names: readonly string[] }>(
  ({ names }) => drizzleSql`select name from outbox where name = any(${names}) order by name`,
)

const id = (n: number) => `01a2096c-a083-771f-bfa4-74fb47858a4${n}`

beforeEach(() => emptyTables(sql, 'outbox'))

it.each([
  ['in a transaction', <T>(work: (tx: Executor) => Promise<T>) => transaction(work)],
  ['on the pool', <T>(work: (tx: Executor) => Promise<T>) => work(getDb())],
])('passes null, dates, big numbers and booleans %s', async (_, within) => {
  const plain = drizzleSql`
    select 'Ünï'::text as text, ${AT.toISOString()}::timestamptz as at,
      ${String(HUGE)}::bigint as huge, true as is_true, false as is_null`
  const as = await within(async (tx) => [...(await tx.execute(plain))])
  expect(await within((tx) => echo(tx, { text: 'Ünï', at: AT, huge: HUGE, isTrue: true }))).toEqual(
    as,
  )
  const withNulls = { text: null, at: AT, huge: -1n, isTrue: null }
  const [row] = await within((tx) => echo(tx, withNulls))
  expect(row).toMatchObject({ text: null, huge: '-1', is_true: null, is_null: true })
})

it('passes lists, including empty ones', async () => {
  const names = ['a', 'b "quoted", \\ {}', 'c']
  await transaction(async (tx) => {
    for (const [n, name] of names.entries()) await add(tx, { id: id(n), name })
  })
  const found = await namesIn(getDb(), { names: [...names.slice(0, 2), 'other'] })
  expect(found.map(({ name }) => name)).toEqual(names.slice(0, 2))
  expect(await namesIn(getDb(), { names: [] })).toEqual([])
})

it('is rolled back with its transaction, or with only its savepoint', async () => {
  const failing = transaction(async (tx) => {
    await add(tx, { id: id(0), name: 'first' })
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  await getDb().transaction(async (tx) => {
    await add(tx, { id: id(1), name: 'kept' })
    const inner = tx.transaction(async (savepoint) => {
      await add(savepoint, { id: id(2), name: 'undone' })
      await add(savepoint, { id: id(1), name: 'twice' })
    })
    await expect(inner).rejects.toThrow()
  })
  expect(await sql`select name from outbox`).toEqual([{ name: 'kept' }])
})

it('throws the same errors as the query builder', async () => {
  const error = await add(getDb(), { id: 'no id', name: 'x' }).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(DrizzleQueryError)
  expect(error).toMatchObject({ cause: { code: '22P02' } })
  const terminate = preparedStatement(
    () => drizzleSql`select pg_terminate_backend(pg_backend_pid())`,
  )
  const lost = await terminate(getDb(), {}).catch((e: unknown) => e)
  expect(isTransientDatabaseError(lost)).toBe(true)
})

it('requires exactly the values that it names', async () => {
  expectTypeOf(add).parameter(1).toEqualTypeOf<{ id: string; name: string }>()
  const values = { id: id(0) } as { id: string; name: string }
  expect(() => add(getDb(), values)).toThrow('name is missing')
})
