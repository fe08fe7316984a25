import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { freePort } from '@/scripts/embedded-postgres'
import { openTestDatabase } from '@/test/support/database'
import {
  createTestClient,
  serveTestApp,
  startTestRunner,
  type TestApp,
} from '@/test/support/runner/runner'
import type { Runner } from '../start-runner'

const { url, sql } = await openTestDatabase()
const port = await freePort()
const client = createTestClient(port)

const executing = new Map<string, number>()
const maxExecuting = new Map<string, number>()

/** Executes for a moment. Counts how many calls with the same name do so at once. */
async function occupy(name: string): Promise<void> {
  const current = (executing.get(name) ?? 0) + 1
  executing.set(name, current)
  maxExecuting.set(name, Math.max(maxExecuting.get(name) ?? 0, current))
  await delay(15)
  executing.set(name, (executing.get(name) ?? 0) - 1)
}

const functions = [
  client.createFunction(
    {
      id: 'per-order',
      retries: 1,
      triggers: [{ event: 't/order' }],
      concurrency: { limit: 1, key: 'event.data.orderId' },
    },
    async ({ event, step, attempt }) => {
      const { orderId, fails } = event.data
      await step.run('one', () => occupy(orderId))
      await Promise.all(['a', 'b'].map((id) => step.run(id, () => occupy(orderId))))
      await step.run('flaky', ({ attempt: tries } = { attempt }) => {
        if (fails && tries === 0) throw new Error('once')
      })
      return step.run('end', () => attempt)
    },
  ),
  client.createFunction(
    {
      id: 'shared',
      retries: 0,
      triggers: [{ event: 't/shared' }],
      concurrency: [{ limit: 3 }, { limit: 2, key: 'event.data.kind' }],
    },
    async ({ event, step }) =>
      Promise.all([
        step.run('all', () => occupy('all')),
        step.run('kind', () => occupy(event.data.kind)),
      ]),
  ),
]

let app: TestApp
let runners: Runner[]

beforeAll(async () => {
  app = await serveTestApp(client, functions)
  const start = (runnerPort: number) =>
    startTestRunner({ databaseUrl: url, appUrl: app.url, port: runnerPort })
  runners = await Promise.all([start(port), start(0)])
})

afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.stop()))
  await app.close()
})

const untilDone = (functionId: string, count: number) =>
  vi.waitFor(
    async () => {
      const rows = await sql`
        select status, result, generation from runner_runs where function_id = ${functionId}`
      expect(rows.filter((row) => row.status === 'completed')).toHaveLength(count)
      return rows
    },
    { timeout: 90_000, interval: 50 },
  )

it('executes one run per key at a time on two runners, and waiting uses no attempt', async () => {
  const orders = ['a', 'b', 'c']
  await client.send(
    Array.from({ length: 24 }, (_, i) => ({
      name: 't/order',
      data: { orderId: orders[i % 3], fails: i % 8 === 0 },
    })),
  )
  const runs = await untilDone('test-per-order', 24)
  expect(orders.map((order) => maxExecuting.get(order))).toEqual([1, 1, 1])
  expect(runs.map((run) => run.result)).toEqual(Array(24).fill(0))
  expect(runs.some((run) => run.generation > 1)).toBe(true)
})

it('executes as many runs as the limits of the function and its key allow', async () => {
  await client.send(
    Array.from({ length: 20 }, (_, i) => ({ name: 't/shared', data: { kind: `k${i % 2}` } })),
  )
  await untilDone('test-shared', 20)
  expect(maxExecuting.get('all')).toBeGreaterThan(1)
  expect(maxExecuting.get('all')).toBeLessThanOrEqual(3)
  expect(maxExecuting.get('k0')).toBeLessThanOrEqual(2)
  expect(maxExecuting.get('k1')).toBeLessThanOrEqual(2)
})

it('releases all slots', async () => {
  expect(await sql`select * from runner_slots`).toEqual([])
})
