import { sql as drizzleSql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, it } from 'vitest'
import { transaction } from '@/db/client'
import { outbox } from '@/db/schema/webhooks'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { preparedUpdate } from './prepared-update'

const { sql } = await openTestDatabase()
const change = preparedUpdate(outbox, (key) => drizzleSql`id = ${key}`, [
  drizzleSql`attempts = outbox.attempts + 1`,
])

const id = uuidv7()
const other = uuidv7()
const read = async (outboxId: string) =>
  (
    await sql`select name, data, sent_at, attempts, last_error from outbox where id = ${outboxId}`
  )[0]

beforeEach(async () => {
  await emptyTables(sql, 'outbox')
  for (const each of [id, other])
    await sql`insert into outbox (id, name, data, last_error) values (${each}, 'x', '{}', 'old')`
})

it('sets the given columns of one row, and the columns that every update sets', async () => {
  const at = new Date('2026-03-01T10:20:30.456Z')
  const before = await read(other)
  await transaction((tx) => change(tx, id, { data: { n: [1, null] }, sentAt: at, lastError: null }))
  expect(await read(id)).toEqual({
    name: 'x',
    data: { n: [1, null] },
    sent_at: at,
    attempts: 1,
    last_error: null,
  })
  expect(await read(other)).toEqual(before)
})

it('can change the key column, and different columns from call to call', async () => {
  const next = uuidv7()
  await transaction(async (tx) => {
    await change(tx, id, { name: 'y' })
    await change(tx, id, { id: next })
    await change(tx, next, { name: 'z' })
    await change(tx, next, {})
  })
  expect(await read(next)).toMatchObject({ name: 'z', attempts: 4, last_error: 'old' })
  expect(await read(id)).toBeUndefined()
})
