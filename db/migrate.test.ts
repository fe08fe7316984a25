import { expect, test } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { migrateDatabase } from './migrate'

const { url, sql } = await openTestDatabase()

test('repeated and concurrent migrations change nothing', async () => {
  const count = () => sql`select count(*)::int as n from drizzle.__drizzle_migrations`
  const before = await count()
  await Promise.all([migrateDatabase(url), migrateDatabase(url)])
  expect(await count()).toEqual(before)
})

test('the search index exists', async () => {
  const indexes = await sql`select 1 from pg_indexes where indexname = 'orders_search'`
  expect(indexes).toHaveLength(1)
})
