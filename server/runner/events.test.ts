import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { listCronMinutes } from '@/db/queries/runner/runner-functions'
import { pruneRunner } from '@/db/queries/runner/runner-upkeep'
import { freePort } from '@/scripts/embedded-postgres'
import { openTestDatabase } from '@/test/support/database'
import {
  createTestClient,
  EVENT_KEY,
  serveTestApp,
  startTestRunner,
  type TestApp,
} from '@/test/support/runner/runner'
import { eventIdFrom } from './event-id'
import { fireDueCrons } from './fire-crons'
import { parseFunctions } from './function-config'
import { buildRegistry } from './registry'
import type { Runner } from './start-runner'

const { url, sql } = await openTestDatabase()
const port = await freePort()
const client = createTestClient(port)

/** 3:30 in India on the first day of a month six months from now, so the runner never fires it. */
const month = (new Date().getUTCMonth() + 6) % 12
const YEARLY_TICK = Date.UTC(new Date().getUTCFullYear() + (month < 6 ? 1 : 0), month, 1, -2)
const YEARLY = `30 3 1 ${month + 1} *`

const functions = [
  client.createFunction(
    { id: 'echo', triggers: [{ event: 't/echo' }] },
    async ({ event }) => event,
  ),
  client.createFunction(
    { id: 'large', triggers: [{ event: 't/order', if: "event.data.kind == 'large'" }] },
    async () => 'large',
  ),
  client.createFunction(
    {
      id: 'once',
      triggers: [{ event: 't/order' }],
      idempotency: 'event.data.orderId',
    },
    async ({ event }) => event.data,
  ),
  client.createFunction(
    {
      id: 'cancellable',
      triggers: [{ event: 't/begin' }],
      cancelOn: [{ event: 't/cancel', match: 'data.orderId' }],
    },
    async ({ step }) => {
      await step.sleep('long', '1h')
    },
  ),
  client.createFunction(
    { id: 'on-cancel', triggers: [{ event: 'inngest/function.cancelled' }] },
    async ({ event }) => event.data.function_id,
  ),
  client.createFunction(
    { id: 'yearly', triggers: [{ cron: `TZ=Asia/Kolkata ${YEARLY}` }] },
    async ({ event }) => event.data,
  ),
]

let app: TestApp
let runner: Runner

beforeAll(async () => {
  app = await serveTestApp(client, functions)
  runner = await startTestRunner({ databaseUrl: url, appUrl: app.url, port })
})

afterAll(async () => {
  await runner.stop()
  await app.close()
})

const send = (body: unknown, headers: Record<string, string> = {}, key = EVENT_KEY) =>
  fetch(`http://127.0.0.1:${port}/e/${key}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const runsOf = (id: string) =>
  sql`select id, status, result from runner_runs where function_id = ${`test-${id}`} order by id`

const untilRuns = (id: string, statuses: string[]) =>
  vi.waitFor(
    async () => {
      const runs = await runsOf(id)
      expect(runs.map((run) => run.status)).toEqual(statuses)
      return runs
    },
    { timeout: 60_000, interval: 20 },
  )

describe('the event endpoint', () => {
  it('accepts events, adds missing fields and starts the triggered functions', async () => {
    const response = await send([{ name: 't/echo', data: { a: 'ü' } }])
    expect(response.status).toBe(200)
    const body = (await response.json()) as { ids: string[]; status: number }
    expect(body).toEqual({ ids: [expect.stringMatching(/^[0-9A-Z]{26}$/)], status: 200 })
    const [run] = await untilRuns('echo', ['completed'])
    expect(run?.result).toEqual({
      id: body.ids[0],
      name: 't/echo',
      data: { a: 'ü' },
      ts: expect.any(Number),
      user: {},
    })
  })

  it('starts nothing for a known ID or seed', async () => {
    const named = { id: 'outbox-1', name: 't/echo', data: {} }
    const seed = { 'x-inngest-event-id-seed': `${Date.now()},${'A'.repeat(13)}B==` }
    for (let i = 0; i < 3; i++) {
      const responses = await Promise.all([send([named]), send([{ name: 't/echo' }], seed)])
      expect(responses.map((response) => response.status)).toEqual([200, 200])
    }
    await untilRuns('echo', ['completed', 'completed', 'completed'])
  })

  it('derives event IDs from the seed and the index', () => {
    const seed = '1795355586824,n+ouWGSZZTCqZw=='
    const ids = [0, 1, 2].map((index) => eventIdFrom(seed, index, 0))
    expect(new Set(ids).size).toBe(3)
    expect(ids).toEqual([0, 1, 2].map((index) => eventIdFrom(seed, index, 1)))
    expect(eventIdFrom('nonsense', 0, 1)).not.toBe(eventIdFrom('nonsense', 0, 1))
  })

  it.each([
    ['a wrong event key', () => send([{ name: 't/echo' }], {}, 'wrong'), 401],
    ['invalid JSON', () => send('{'), 400],
    ['an event without a name', () => send([{ data: {} }]), 400],
    ['data that is not an object', () => send([{ name: 't/echo', data: 1 }]), 400],
    ['a body that is too large', () => send('"'.padEnd(17 * 1024 * 1024, 'x')), 413],
  ])('rejects %s', async (_, request, status) => {
    const response = await request()
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: expect.any(String) })
  })
})

describe('triggers', () => {
  it('start runs only if the expression matches, once per idempotency key', async () => {
    await client.send([
      { name: 't/order', data: { orderId: 'a', kind: 'small' } },
      { name: 't/order', data: { orderId: 'a', kind: 'large' } },
      { name: 't/order', data: { orderId: 'b' } },
    ])
    await untilRuns('large', ['completed'])
    const once = await untilRuns('once', ['completed', 'completed'])
    expect(once.map((run) => run.result.orderId).sort()).toEqual(['a', 'b'])
  })

  it('delay the run of an event with a future timestamp', async () => {
    await client.send({ name: 't/order', data: { orderId: 'later' }, ts: Date.now() + 3_600_000 })
    const [run] = await sql`
      select r.status, extract(epoch from j.run_at - now())::int as wait from runner_runs r
      join graphile_worker.jobs j on j.key = 'run:' || r.id
      where r.event -> 'data' ->> 'orderId' = 'later'`
    expect(run?.status).toBe('queued')
    expect(run?.wait).toBeGreaterThan(3_500)
  })

  it('accept an idempotency key again after a day, and old runs are pruned', async () => {
    await sql`update runner_runs set created_at = now() - interval '25 hours'
      where function_id = 'test-once' and finished_at is not null`
    await sql`update runner_runs set finished_at = now() - interval '5 days'
      where function_id = 'test-large'`
    await pruneRunner({ completedDays: 3, failedDays: 30, eventDays: 7 })
    expect(await runsOf('large')).toEqual([])
    await client.send({ name: 't/order', data: { orderId: 'a' } })
    await untilRuns('once', ['completed', 'completed', 'queued', 'completed'])
  })
})

describe('cancelOn', () => {
  it('cancels the runs with the same value, and triggers functions on cancellation', async () => {
    await client.send(['a', 'b'].map((orderId) => ({ name: 't/begin', data: { orderId } })))
    await vi.waitFor(async () => {
      const [asleep] =
        await sql`select count(*)::int as n from runner_steps where status = 'sleeping'`
      expect(asleep?.n).toBe(2)
    }, 30_000)
    await client.send({ name: 't/cancel', data: { orderId: 'b' } })
    const [, canceled] = await untilRuns('cancellable', ['running', 'cancelled'])
    const jobs = await sql`select 1 from graphile_worker.jobs where key = ${`run:${canceled?.id}`}`
    expect(jobs).toEqual([])
    const [handler] = await untilRuns('on-cancel', ['completed'])
    expect(handler?.result).toBe('test-cancellable')
  })
})

describe('cron', () => {
  it('starts one run per tick with several runners, and only for the last missed tick', async () => {
    const stored = await sql`select config from runner_functions`
    const configs = stored.map((row) => row.config)
    const registry = buildRegistry({ appId: 'test', appVersion: null }, parseFunctions(configs))
    const tick = YEARLY_TICK
    await sql`update runner_functions set cron_minute_at = ${new Date(tick - 60_000)}
      where id = 'test-yearly'`
    await fireDueCrons(registry, tick - 30_000)
    expect(await runsOf('yearly')).toEqual([])
    await Promise.all([1, 2, 3].map(() => fireDueCrons(registry, tick + 3_600_000)))
    await fireDueCrons(registry, tick + 7_200_000)
    const [run] = await runsOf('yearly')
    expect(await runsOf('yearly')).toHaveLength(1)
    expect(await listCronMinutes(['test-yearly'])).toEqual(
      new Map([['test-yearly', tick + 7_200_000]]),
    )
    const [event] = await sql`select event from runner_runs where id = ${String(run?.id)}`
    expect(event?.event.data).toEqual({
      cron: YEARLY,
      scheduledAt: new Date(tick).toISOString(),
      fireAt: new Date(tick).toISOString(),
    })
  })
})
