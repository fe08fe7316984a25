import { DrizzleQueryError, sql as drizzleSql } from 'drizzle-orm'
import { beforeEach, expect, expectTypeOf, it } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { type Executor, getDb, oneStatement, transaction } from './client'
import { outbox } from './schema/webhooks'
import { statement } from './statement'
import { isTransientDatabaseError } from './transient-error'

const { sql } = await openTestDatabase()

const AT = new Date('2026-03-01T10:20:30.456Z')
const HUGE = 9_007_199_254_740_993n

const say = statement<{ text: string | null; at: Date; huge: bigint; isSo: boolean | null }>(
  ({ text, at, huge, isSo }) => drizzleSql`
    select ${text}::text as text, ${at}::timestamptz as at, ${huge}::bigint as huge,
      ${isSo}::boolean as is_so, ${text}::text is null as is_null`,
)
const add = statement<{ id: string; name: string }>(
  ({ id, name }) => drizzleSql`
    insert into ${outbox} (id, name, data) values (${id}, ${name}, '{}') returning ${outbox.createdAt}`,
)
const among = statement<{ names: readonly string[] }>(
  ({ names }) => drizzleSql`select name from outbox where name = any(${names}) order by name`,
)

const id = (n: number) => `01a2096c-a083-771f-bfa4-74fb47858a4${n}`

beforeEach(() => emptyTables(sql, 'outbox'))

it.each([
  ['in a transaction', <T>(work: (tx: Executor) => Promise<T>) => transaction(work)],
  ['by itself', <T>(work: (tx: Executor) => Promise<T>) => work(oneStatement())],
  ['unprepared', <T>(work: (tx: Executor) => Promise<T>) => work(getDb())],
])('carries nothing, moments, big numbers and yes or no %s', async (_, within) => {
  const plain = drizzleSql`
    select 'Ünï'::text as text, ${AT.toISOString()}::timestamptz as at,
      ${String(HUGE)}::bigint as huge, true as is_so, false as is_null`
  const as = await within(async (tx) => [...(await tx.execute(plain))])
  expect(await within((tx) => say(tx, { text: 'Ünï', at: AT, huge: HUGE, isSo: true }))).toEqual(as)
  const nothing = { text: null, at: AT, huge: -1n, isSo: null }
  const [row] = await within((tx) => say(tx, nothing))
  expect(row).toMatchObject({ text: null, huge: '-1', is_so: null, is_null: true })
})

it('takes lists, also without anything in them', async () => {
  const names = ['a', 'b "quoted", \\ {}', 'c']
  await transaction(async (tx) => {
    for (const [n, name] of names.entries()) await add(tx, { id: id(n), name })
  })
  const found = await among(oneStatement(), { names: [...names.slice(0, 2), 'other'] })
  expect(found.map(({ name }) => name)).toEqual(names.slice(0, 2))
  expect(await among(oneStatement(), { names: [] })).toEqual([])
})

it('is undone with its transaction, and with its savepoint alone', async () => {
  const broken = transaction(async (tx) => {
    await add(tx, { id: id(0), name: 'first' })
    throw new Error('changed my mind')
  })
  await expect(broken).rejects.toThrow('changed my mind')
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

it('fails as a composed statement does', async () => {
  const error = await add(oneStatement(), { id: 'no id', name: 'x' }).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(DrizzleQueryError)
  expect(error).toMatchObject({ cause: { code: '22P02' } })
  const cancel = statement(() => drizzleSql`select pg_terminate_backend(pg_backend_pid())`)
  const cut = await cancel(oneStatement(), {}).catch((e: unknown) => e)
  expect(isTransientDatabaseError(cut)).toBe(true)
})

it('takes exactly the values that it names', async () => {
  expectTypeOf(add).parameter(1).toEqualTypeOf<{ id: string; name: string }>()
  const values = { id: id(0) } as { id: string; name: string }
  expect(() => add(oneStatement(), values)).toThrow('name is missing')
})
