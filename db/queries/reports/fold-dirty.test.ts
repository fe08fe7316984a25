import { beforeEach, expect, test } from 'vitest'
import { foldReports } from '@/server/modules/reports/fold-reports'
import { rebuildReports } from '@/server/modules/reports/rebuild-reports'
import { reconcileReports } from '@/server/modules/reports/reconcile-reports'
import { openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront, type TestStorefront } from '@/test/support/orders'
import { getDb } from '../../client'
import { readSnapshot } from '../../report-snapshot'
import { readSums } from './read-topic'
import { TOPICS } from './topics'

const { sql } = await openTestDatabase()
const placedAt = new Date('2026-05-05T10:03:00Z')
let storefront: TestStorefront

beforeEach(async () => {
  await sql`delete from orders`
  await sql`delete from exceptions`
  storefront = await insertTestStorefront(sql)
  await foldReports()
})

const span = { start: new Date('2026-05-01T00:00:00Z'), end: new Date('2026-06-01T00:00:00Z') }

async function countOrders(): Promise<number> {
  const query = { topic: 'orders', spans: [span], by: [], sums: [], where: {} } as const
  const [row] = await readSums(getDb(), query)
  return row?.n ?? 0
}

const CODES = TOPICS.orders.rollups.map(({ code }) => code)
const rollup = () =>
  sql`select level, sum(n)::int as n from report_orders where n > 0 group by 1 order by 1`

test('counts a write immediately, and in every rollup once folded', async () => {
  await insertTestOrders(sql, storefront, [{ placedAt }, { placedAt }])
  expect(await countOrders()).toBe(2)
  expect(await rollup()).toEqual([])
  await foldReports()
  expect(await rollup()).toEqual(CODES.map((level) => ({ level, n: 2 })))
  expect(await countOrders()).toBe(2)
})

test('moves a canceled order to the sums of canceled orders', async () => {
  await insertTestOrders(sql, storefront, [{ placedAt }, { placedAt }])
  await foldReports()
  await sql`update orders set status = 'canceled'
    where id = (select id from orders order by id limit 1)`
  expect(await sql`select 1 from report_dirty`).not.toHaveLength(0)
  await foldReports()
  const sums = await sql`select canceled, sum(n)::int as n from report_orders
    where level = ${CODES[0] ?? 0} and n > 0 group by 1 order by 1`
  expect(sums).toEqual([
    { canceled: 'no', n: 1 },
    { canceled: 'yes', n: 1 },
  ])
})

test('keeps a bucket dirty for a write that commits while it is folded', async () => {
  await insertTestOrders(sql, storefront, [{ placedAt }])
  await sql.begin(async (writer) => {
    await insertTestOrders(writer as never, storefront, [{ placedAt }])
    // Folds the bucket without the second order, whose mark isn't visible yet.
    await foldReports()
    expect(await countOrders()).toBe(1)
  })
  expect(await countOrders()).toBe(2)
  await foldReports()
  expect(await countOrders()).toBe(2)
  expect((await rollup()).at(0)).toEqual({ level: 3, n: 2 })
})

test('reads sums and marks from one snapshot', async () => {
  await insertTestOrders(sql, storefront, [{ placedAt }])
  const query = { topic: 'orders', spans: [span], by: [], sums: [], where: {} } as const
  const { result } = await readSnapshot(async (tx) => {
    const before = await readSums(tx, query)
    await insertTestOrders(sql, storefront, [{ placedAt }])
    await foldReports()
    return [before, await readSums(tx, query)]
  })
  expect(result.map(([row]) => row?.n)).toEqual([1, 1])
  expect(await countOrders()).toBe(2)
})

test('stays correct under concurrent writes and folds', async () => {
  const specs = Array.from({ length: 40 }, (_, i) => ({
    placedAt: new Date(placedAt.getTime() + i * 600_000),
  }))
  await Promise.all([
    ...specs.map((spec) => insertTestOrders(sql, storefront, [spec])),
    foldReports(),
    foldReports(),
    foldReports(),
  ])
  await foldReports()
  expect(await rollup()).toEqual(CODES.map((level) => ({ level, n: 40 })))
  expect(await reconcileReports('test')).toEqual([])
})

test('returns immediately while another fold runs, without losing marks', async () => {
  await insertTestOrders(sql, storefront, [{ placedAt }])
  await sql.begin(async (other) => {
    await other`select pg_advisory_xact_lock(727002)`
    expect(await foldReports()).toBe(0)
  })
  expect(await foldReports()).toBeGreaterThan(0)
  expect(await rollup()).toEqual(CODES.map((level) => ({ level, n: 1 })))
})

test('leaves the current bucket to its readers, with one mark', async () => {
  await insertTestOrders(sql, storefront, [{ placedAt: new Date() }])
  await insertTestOrders(sql, storefront, [{ placedAt: new Date() }])
  await foldReports()
  const [marks] = await sql`
    select count(*)::int as n from report_dirty
    where topics @> array['orders'] and bucket_at = report_bucket(now())`
  expect(marks?.n).toBeLessThanOrEqual(1)
})

test('finds, repairs and reports a mismatch', async () => {
  await insertTestOrders(sql, storefront, [{ placedAt }])
  await foldReports()
  await sql`update report_orders set n = 7 where level = 4`
  await sql`delete from report_orders where level = 3`
  expect(await countOrders()).toBe(1)
  const mismatches = await reconcileReports('test')
  expect(mismatches.map(({ topic, level }) => `${topic} ${level}`)).toEqual(
    expect.arrayContaining(['orders 3', 'orders 4']),
  )
  expect(await rollup()).toEqual(CODES.map((level) => ({ level, n: 1 })))
  expect(await reconcileReports('test')).toEqual([])
  const exceptions = await sql`select kind, stage, status from exceptions`
  expect(exceptions).toEqual([{ kind: 'report_mismatch', stage: 'engineer', status: 'open' }])
})

test('recomputes every sum in a rebuild', async () => {
  await insertTestOrders(sql, storefront, [{ placedAt }])
  await sql`delete from report_dirty`
  expect(await rollup()).toEqual([])
  await rebuildReports()
  expect(await rollup()).toEqual(CODES.map((level) => ({ level, n: 1 })))
})
