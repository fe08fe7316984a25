import { sql as query } from 'drizzle-orm'
import { afterAll, afterEach, expect, test } from 'vitest'
import { closeReplica, readSnapshot } from './report-snapshot'
import { openTestDatabase } from './testing'

const { url, sql } = await openTestDatabase()

afterEach(async () => {
  await closeReplica()
  delete process.env.DATABASE_REPLICA_URL
})
afterAll(closeReplica)

const applicationName = () =>
  readSnapshot(async (tx) => {
    const [row] = await tx.execute<{ name: string; mode: string }>(
      query`select current_setting('application_name') as name,
        current_setting('transaction_isolation') as mode`,
    )
    return row
  })

test('without a replica the primary answers', async () => {
  const { result, source, freshnessSeconds } = await applicationName()
  expect(source).toBe('primary')
  expect(freshnessSeconds).toBe(0)
  expect(result?.mode).toBe('repeatable read')
})

test('a replica that has all that was written answers in its place', async () => {
  process.env.DATABASE_REPLICA_URL = url
  const { result, source, freshnessSeconds } = await applicationName()
  expect(source).toBe('replica')
  expect(result?.name).toBe('aftercart-reports')
  expect(freshnessSeconds).toBeLessThanOrEqual(1)
})

test('one that cannot be reached is passed over', async () => {
  process.env.DATABASE_REPLICA_URL = 'postgres://nobody@127.0.0.1:9/none'
  expect((await applicationName()).source).toBe('primary')
})

test('one that lags behind is passed over', async () => {
  // A replica whose log stands still, as its own functions tell.
  await sql.unsafe(`create schema lagging;
    create function lagging.pg_is_in_recovery() returns boolean language sql as 'select true';
    create function lagging.pg_last_wal_replay_lsn() returns pg_lsn language sql
      as $$ select '0/1'::pg_lsn $$`)
  process.env.DATABASE_REPLICA_URL = `${url}?search_path=lagging,pg_catalog,public`
  expect((await applicationName()).source).toBe('primary')
})
