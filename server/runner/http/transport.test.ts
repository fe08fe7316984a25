import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort } from '@/scripts/embedded-postgres'
import { openTestDatabase } from '@/test/support/database'
import {
  createTestClient,
  SIGNING_KEY,
  serveTestApp,
  startTestRunner,
  type TestApp,
} from '@/test/support/runner/runner'
import type { Runner } from '../start-runner'
import { isSigned, sign } from './signature'

const { url, sql } = await openTestDatabase()
const port = await freePort()
const client = createTestClient(port)
const on = (id: string) => ({ id, retries: 0 as const, triggers: [{ event: `t/${id}` }] })

let changingStepId = 'before'
const large = 'x'.repeat(2_000_000)

const functions = [
  client.createFunction(on('simple'), async ({ step }) => step.run('one', () => 'done')),
  client.createFunction(on('large'), async ({ step }) => {
    const parts = []
    for (const id of ['a', 'b', 'c']) parts.push(await step.run(id, () => large))
    return parts.map((part) => part.length)
  }),
  client.createFunction({ ...on('renamed'), concurrency: 1 }, async ({ step }) =>
    Promise.all([
      step.run('first', () => {
        changingStepId = 'after'
      }),
      step.run(changingStepId, () => 'ran'),
    ]),
  ),
  client.createFunction(on('gone'), async ({ step }) => step.run('one', () => 'done')),
]

// Responds to calls instead of the SDK, if set.
let fakeResponse: ((response: ServerResponse) => void) | undefined
let app: TestApp
let runner: Runner

const serveApp = (options: { port?: number; client?: typeof client; functions?: unknown[] } = {}) =>
  serveTestApp(options.client ?? client, (options.functions ?? functions) as typeof functions, {
    ...(options.port === undefined ? {} : { port: options.port }),
    intercept: (request, response) => {
      if (!fakeResponse || request.method !== 'POST') return false
      fakeResponse(response)
      return true
    },
  })

beforeAll(async () => {
  app = await serveApp()
  runner = await startTestRunner({ databaseUrl: url, appUrl: app.url, port })
  await client.send([{ name: 't/renamed' }, { name: 't/large' }])
})

afterAll(async () => {
  await runner.stop()
  await app.close()
})

type Health = {
  status: string
  sync: { error: string | null; functions: number }
  app: { reason: string | null }
}

async function health(): Promise<Health> {
  const response = await fetch(`http://127.0.0.1:${runner.port}/health`)
  return (await response.json()) as Health
}

/** Sends the event of a function and returns the ID of its run. */
async function startRun(id: string): Promise<string> {
  await client.send({ name: `t/${id}` })
  const [run] = await sql`
    select id from runner_runs where function_id = ${`test-${id}`} order by id desc limit 1`
  return String(run?.id)
}

const endOf = (runId: string) =>
  vi.waitFor(
    async () => {
      const [run] = await sql`select * from runner_runs where id = ${runId}`
      expect(run?.status).toMatch(/completed|failed/)
      return run
    },
    { timeout: 60_000, interval: 20 },
  )

describe('run', () => {
  it('lets the SDK fetch its steps if they are too large for a request', async () => {
    const [run] = await sql`select id from runner_runs where function_id = 'test-large'`
    expect(await endOf(String(run?.id))).toMatchObject({
      status: 'completed',
      result: [2_000_000, 2_000_000, 2_000_000],
    })
  })

  it('fails if the code no longer has a planned step', async () => {
    const [run] = await sql`select id from runner_runs where function_id = 'test-renamed'`
    const ended = await endOf(String(run?.id))
    expect(ended).toMatchObject({ status: 'failed' })
    expect(ended?.error.message).toMatch(/Could not find step/)
  })
})

describe('signatures', () => {
  const body = '{"a":1}'
  const now = Date.parse('2026-11-22T10:00:00Z')

  it('are valid for the body and the key for five minutes', () => {
    const header = sign(body, SIGNING_KEY, now)
    expect(isSigned(body, header, SIGNING_KEY, now + 299_000)).toBe(true)
    expect(isSigned(body, header, SIGNING_KEY, now + 301_000)).toBe(false)
    expect(isSigned(`${body} `, header, SIGNING_KEY, now)).toBe(false)
    expect(isSigned(body, header, 'signkey-test-ff', now)).toBe(false)
    expect(isSigned(body, undefined, SIGNING_KEY, now)).toBe(false)
  })

  it.each([
    ['none', {}],
    ['wrong key', { 'x-inngest-signature': sign('{}', 'signkey-test-ff', Date.now()) }],
    ['expired', { 'x-inngest-signature': sign('{}', SIGNING_KEY, Date.now() - 400_000) }],
  ])('are required by the app: %s', async (_, headers) => {
    const endpoint = `${app.url}/api/inngest?fnId=test-simple&stepId=step`
    const response = await fetch(endpoint, { method: 'POST', body: '{}', headers })
    expect(response.status).toBe(401)
  })
})

describe('a response that is not from the SDK', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    [
      'an HTML page',
      (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>'),
    ],
    ['JSON', (r) => r.writeHead(200, { 'content-type': 'application/json' }).end('"done"')],
    [
      'an SDK header without a signature',
      (r) => r.writeHead(200, { 'x-inngest-sdk': 'inngest-js:v4.24.0' }).end('"no"'),
    ],
    ['a server error', (r) => r.writeHead(502).end('Bad gateway')],
    ['a closed connection', (r) => r.destroy()],
  ])('is not a success and uses no attempt: %s', async (_, respond) => {
    const responder = vi.fn(respond)
    fakeResponse = responder
    const runId = await startRun('simple')
    await vi.waitFor(async () => {
      const [run] = await sql`select transport_failures from runner_runs where id = ${runId}`
      expect(run?.transport_failures).toBeGreaterThan(0)
    }, 30_000)
    fakeResponse = undefined
    expect(await endOf(runId)).toMatchObject({ status: 'completed', result: 'done' })
    expect(responder).toHaveBeenCalled()
  })
})

describe('the app', () => {
  const appPort = () => Number(new URL(app.url).port)

  it('can be down: runs wait without using attempts', async () => {
    await app.close()
    const runId = await startRun('simple')
    await vi.waitFor(async () => {
      const current = await health()
      expect(current).toMatchObject({ status: 'failing', app: { reason: 'ECONNREFUSED' } })
    }, 30_000)
    const [waiting] = await sql`select transport_failures from runner_runs where id = ${runId}`
    expect(waiting?.transport_failures).toBe(0)
    app = await serveApp({ port: appPort() })
    expect(await endOf(runId)).toMatchObject({ status: 'completed' })
    await vi.waitFor(async () => expect(await health()).toMatchObject({ status: 'ok' }), 30_000)
  })

  it('can reject our signature: runs wait, and health shows the reason', async () => {
    await app.close()
    app = await serveApp({ port: appPort(), client: createTestClient(port, 'signkey-test-ffff') })
    const runId = await startRun('simple')
    await vi.waitFor(async () => {
      expect(await health()).toMatchObject({
        status: 'failing',
        app: { reason: expect.stringMatching(/rejects our signature/) },
      })
    }, 30_000)
    await app.close()
    app = await serveApp({ port: appPort() })
    expect(await endOf(runId)).toMatchObject({ status: 'completed' })
  })

  it('can lack a function: the error of the run names it, and the functions are synced again', async () => {
    await app.close()
    app = await serveApp({ port: appPort(), functions: functions.slice(0, 3) })
    const runId = await startRun('gone')
    const run = await endOf(runId)
    expect(run).toMatchObject({ status: 'failed' })
    expect(run?.error.message).toMatch(/"test-gone" was not found in this app/)
    await vi.waitFor(async () => expect((await health()).sync.functions).toBe(3), 30_000)
  })
})
