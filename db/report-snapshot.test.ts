import { sql as query } from 'drizzle-orm'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import type { Executor } from './client'
import { closeReplica, readSnapshot } from './report-snapshot'

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

test('uses the primary without a replica', async () => {
  const { result, source, freshnessSeconds } = await applicationName()
  expect(source).toBe('primary')
  expect(freshnessSeconds).toBe(0)
  expect(result?.mode).toBe('repeatable read')
})

test('uses a replica that is up to date', async () => {
  process.env.DATABASE_REPLICA_URL = url
  const { result, source, freshnessSeconds } = await applicationName()
  expect(source).toBe('replica')
  expect(result?.name).toBe('aftercart-reports')
  expect(freshnessSeconds).toBeLessThanOrEqual(1)
})

test('uses the primary when the replica is unreachable', async () => {
  process.env.DATABASE_REPLICA_URL = 'postgres://nobody@127.0.0.1:9/none'
  expect((await applicationName()).source).toBe('primary')
})

test('uses the primary when the replica lags', async () => {
  // A replica whose functions report an unchanging log position.
  await sql.unsafe(`create schema lagging;
    create function lagging.pg_is_in_recovery() returns boolean language sql as 'select true';
    create function lagging.pg_last_wal_replay_lsn() returns pg_lsn language sql
      as $$ select '0/1'::pg_lsn $$`)
  process.env.DATABASE_REPLICA_URL = `${url}?search_path=lagging,pg_catalog,public`
  expect((await applicationName()).source).toBe('primary')
})

test('uses the primary when the replica does not report its position or fails', async () => {
  await sql.unsafe(`create schema hanging;
    create function hanging.pg_is_in_recovery() returns boolean language sql
      as 'select pg_sleep(30) is null'`)
  process.env.DATABASE_REPLICA_URL = `${url}?search_path=hanging,pg_catalog,public&statement_timeout=1500`
  expect((await applicationName()).source).toBe('primary')
  await closeReplica()
  process.env.DATABASE_REPLICA_URL = url
  const { result, source } = await readSnapshot(async (tx) => {
    const [row] = await tx.execute<{ name: string }>(
      query`select current_setting('application_name') as name`,
    )
    if (row?.name === 'aftercart-reports') await tx.execute(query`select 1/0`)
    return row?.name
  })
  expect({ result, source }).toMatchObject({ source: 'primary' })
  expect(result).not.toBe('aftercart-reports')
})

test('runs concurrent reads of a snapshot on two connections with the same data', async () => {
  const pid = async (tx: Executor) => {
    const [row] = await tx.execute<{ pid: number; seen: string }>(
      query`select pg_backend_pid() as pid, (select count(*) from storefronts) as seen`,
    )
    return row
  }
  const { result } = await readSnapshot(async (_, lane) => {
    let isSecondRead = () => {}
    const secondRead = new Promise<void>((resolve) => {
      isSecondRead = resolve
    })
    // Holds the first connection until the other one has read.
    const first = lane(async (tx) => {
      await sql`insert into storefronts (id, platform, shop_domain, name)
        values (gen_random_uuid(), 'shopify', 'later.aftercart.test', 'Later')`
      await secondRead
      return pid(tx)
    })
    const second = lane(pid).finally(isSecondRead)
    return Promise.all([first, second])
  })
  const [first, second] = result
  expect(first?.pid).not.toBe(second?.pid)
  expect(first?.seen).toBe(second?.seen)
})

test('snapshots that use the whole pool do not wait for each other', async () => {
  const many = Array.from({ length: 25 }, () =>
    readSnapshot((_, lane) =>
      Promise.all([1, 2, 3].map((n) => lane((tx) => tx.execute(query`select ${n}::int as n`)))),
    ),
  )
  for (const { result } of await Promise.all(many))
    expect(result.map(([row]) => row?.n)).toEqual([1, 2, 3])
})

test('a failing read does not fail the others', async () => {
  const failing = readSnapshot((_, lane) =>
    Promise.all([
      lane((tx) => tx.execute(query`select 1/0`)),
      lane((tx) => tx.execute(query`select 1`)),
    ]),
  )
  await expect(failing).rejects.toThrow()
  expect((await applicationName()).source).toBe('primary')
})
