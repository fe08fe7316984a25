import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { ReportInput } from '@/domain/reports/report-input'
import { openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront } from '@/test/support/orders'
import { readReport } from '../reports'

const { sql } = await openTestDatabase()

const inputFor = (day: string, rest: object = {}) =>
  ReportInput.parse({ from: day, to: day, timeZone: 'UTC', granularity: 'hour', ...rest })
const rowsOf = async (input: ReportInput, id: string) => {
  const report = await readReport('pipeline', input)
  return report.sections.find((section) => section.id === id)?.rows ?? []
}

test('shows which vendors are down, and for how long', async () => {
  await sql`insert into breakers (key, state, down_since)
    values ('carrier:easypost', 'open', now() - interval '90 seconds'), ('mail', 'closed', null)`
  const today = new Date().toISOString().slice(0, 10)
  const rows = await rowsOf(inputFor(today), 'vendors')
  expect(rows.map(({ cells }) => [cells.vendor?.value, cells.state?.value])).toEqual([
    ['EasyPost', 'Queued: vendor is down'],
    ['mail', 'Sent'],
  ])
  expect(rows[0]?.cells.down?.value).toBeGreaterThanOrEqual(89)
  expect(rows[1]?.cells.down?.value).toBeNull()
})

test('records one outage, however often the vendor was probed', async () => {
  const key = 'gateway:stripe'
  await sql`insert into breakers (key) values (${key})`
  const setState = (state: string, failedProbes = 0) => sql`
    update breakers set state = ${state}, failed_probes = ${failedProbes},
      down_since = now() - interval '2 minutes', last_error = '{"code": "x", "message": "No answer"}'
    where key = ${key}`
  for (const state of ['open', 'probing']) await setState(state)
  for (const state of ['open', 'probing']) await setState(state, 1)
  for (const state of ['draining', 'closed', 'open']) await setState(state)
  const today = new Date().toISOString().slice(0, 10)
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const input = inputFor(yesterday, { to: today })
  const outages = (await rowsOf(input, 'outages')).filter(
    ({ cells }) => cells.vendor?.value === 'Stripe',
  )
  expect(outages.map(({ cells }) => [cells.end?.value, cells.probes?.value]).sort()).toEqual([
    ['Ended', 1],
    ['Ongoing', 0],
  ])
  for (const { cells } of outages) {
    expect(cells.message?.value).toBe('No answer')
    expect(cells.lasted?.value).toBeGreaterThanOrEqual(119)
  }
  expect(await rowsOf(inputFor('2020-01-01'), 'outages')).toEqual([])
})

test('counts invalid signatures by storefront and hour', async () => {
  const { id } = await insertTestStorefront(sql)
  await sql`insert into rejected_signatures (bucket_at, storefront_id, count) values
    ('2026-03-01T10:45:00Z', ${id}, 3), ('2026-03-01T11:00:00Z', ${id}, 4),
    ('2026-03-01T11:00:00Z', null, 100), ('2026-03-02T00:00:00Z', ${id}, 9)`
  const count = async (rest: object) =>
    (await rowsOf(inputFor('2026-03-01', rest), 'figures'))[0]?.cells.rejected?.value
  expect(await count({})).toBe(107)
  expect(await count({ storefront: id })).toBe(7)
  const points = await rowsOf(inputFor('2026-03-01', { storefront: id }), 'over-time')
  expect(points.slice(9, 13).map(({ cells }) => cells.rejected?.value)).toEqual([0, 3, 4, 0])
})

test('averages attempts over completed steps, excluding skipped ones', async () => {
  const storefront = await insertTestStorefront(sql)
  const steps = [
    ['done', 1],
    ['done', 4],
    ['skipped', 0],
    ['skipped', 6],
  ] as const
  const orders = await insertTestOrders(
    sql,
    storefront,
    steps.map(() => ({})),
  )
  await sql`insert into order_steps ${sql(
    steps.map(([status, attempts], i) => ({
      id: uuidv7(),
      order_id: orders[i] ?? '',
      step: 'ship',
      position: 5,
      status,
      attempts,
      finished_at: new Date('2026-04-01T10:00:00Z'),
      idempotency_key: `${orders[i]}:ship`,
    })),
  )}`
  const rows = await rowsOf(inputFor('2026-04-01'), 'by-step')
  expect(rows.map(({ key, cells }) => [key, cells])).toMatchObject([
    [
      'ship',
      {
        done: { value: 2 },
        skipped: { value: 2 },
        attempts: { value: 11 },
        'attempts-per-step': { value: 2.5 },
      },
    ],
  ])
})
