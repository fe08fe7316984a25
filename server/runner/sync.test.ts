import type { Inngest, InngestFunction } from 'inngest'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { freePort } from '@/scripts/embedded-postgres'
import { openTestDatabase } from '@/test/support/database'
import {
  createTestClient,
  serveTestApp,
  startTestRunner,
  type TestApp,
} from '@/test/support/runner/runner'
import type { Runner } from './start-runner'

const { url, sql } = await openTestDatabase()
const resources: { stop(): Promise<void> }[] = []

afterEach(async () => {
  for (const resource of resources.splice(0).reverse()) await resource.stop()
})

type Started = { app: TestApp; runner: Runner; client: Inngest }

async function start(build: (client: Inngest) => InngestFunction.Any[]): Promise<Started> {
  const port = await freePort()
  const client = createTestClient(port)
  const app = await serveTestApp(client, build(client))
  resources.push({ stop: () => app.close() })
  const runner = await startTestRunner({ databaseUrl: url, appUrl: app.url, port })
  resources.push(runner)
  return { app, runner, client }
}

async function health(runner: Runner) {
  const response = await fetch(`http://127.0.0.1:${runner.port}/health`)
  const body = (await response.json()) as { sync: { error: string | null; functions: number } }
  return { code: response.status, ...body }
}

/** Returns the error message of a rejected set of functions. */
async function rejectionOf(build: (client: Inngest) => InngestFunction.Any[]): Promise<string> {
  const { runner } = await start(build)
  return vi.waitFor(async () => {
    const current = await health(runner)
    expect(current).toMatchObject({ code: 503, sync: { error: expect.any(String), functions: 0 } })
    return current.sync.error ?? ''
  }, 30_000)
}

const event = { event: 't/x' }
type Options = Omit<Parameters<Inngest['createFunction']>[0], 'id'>

describe('a sync', () => {
  it('rejects every unsupported option by name', async () => {
    const options: Record<string, Options> = {
      batchEvents: { batchEvents: { maxSize: 10, timeout: '5s' } },
      rateLimit: { rateLimit: { limit: 1, period: '1m' } },
      throttle: { throttle: { limit: 1, period: '1m' } },
      debounce: { debounce: { period: '10s' } },
      priority: { priority: { run: 'event.data.vip ? 120 : 0' } },
      timeouts: { timeouts: { start: '1h' } },
      singleton: { singleton: { mode: 'skip' } },
      jitter: { triggers: [{ cron: '0 3 * * *', jitter: '1m' }] as unknown as Options['triggers'] },
      scope: { concurrency: { limit: 1, scope: 'env', key: '"a"' } },
      match: { cancelOn: [{ event: 't/y', if: 'async.data.total > 1' }] },
      'not a schedule': { triggers: [{ cron: 'not a schedule' }] },
      'event.data.total >': { triggers: [{ event: 't/x', if: 'event.data.total >' }] },
    }
    for (const [expected, option] of Object.entries(options)) {
      const rejection = await rejectionOf((client) => [
        client.createFunction({ triggers: [event], ...option, id: 'odd' }, async () => {}),
        client.createFunction({ id: 'even', triggers: [event] }, async () => {}),
      ])
      expect(rejection).toContain('function "test-odd"')
      expect(rejection).toContain(expected)
      expect(rejection).not.toContain('test-even')
    }
    expect(await sql`select id from runner_functions`).toEqual([])
  })

  it('accepts no events after a rejection, so that none is lost', async () => {
    const { runner } = await start((client) => [
      client.createFunction(
        { id: 'odd', triggers: [event], singleton: { mode: 'skip' } },
        async () => {},
      ),
    ])
    await vi.waitFor(async () => expect((await health(runner)).sync.error).not.toBeNull(), 30_000)
    const response = await fetch(`http://127.0.0.1:${runner.port}/e/test-event-key`, {
      method: 'POST',
      body: JSON.stringify([{ name: 't/x' }]),
    })
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ error: expect.stringContaining('"singleton"') })
    expect(await sql`select id from runner_events`).toEqual([])
  })

  it('waits for the app to start, then accepts events', async () => {
    const port = await freePort()
    const appPort = await freePort()
    const client = createTestClient(port)
    const fn = client.createFunction({ id: 'fine', triggers: [event] }, async () => 'ran')
    const appUrl = `http://127.0.0.1:${appPort}`
    const runner = await startTestRunner({ databaseUrl: url, appUrl, port })
    resources.push(runner)
    await vi.waitFor(async () => expect((await health(runner)).code).toBe(503), 30_000)
    const sent = client.send({ name: 't/x' })
    const app = await serveTestApp(client, [fn], { port: appPort })
    resources.push({ stop: () => app.close() })
    await sent
    await vi.waitFor(async () => {
      const [run] = await sql`select status, result from runner_runs`
      expect(run).toMatchObject({ status: 'completed', result: 'ran' })
    }, 30_000)
    expect(await health(runner)).toMatchObject({ code: 200, status: 'ok', sync: { functions: 1 } })
  })
})
