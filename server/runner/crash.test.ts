import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { requeueRun } from '@/db/queries/runner/runner-runs'
import { freePort } from '@/scripts/embedded-postgres'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import {
  createTestClient,
  EVENT_KEY,
  SIGNING_KEY,
  serveTestApp,
  startTestRunner,
  type TestApp,
} from '@/test/support/runner/runner'
import { parseRunnerEnv } from './runner-env'

const { url, sql } = await openTestDatabase()
const port = await freePort()
const client = createTestClient(port)
const ran: string[] = []
let blocked: Promise<unknown> | undefined

const functions = [
  client.createFunction(
    {
      id: 'steady',
      retries: 0,
      triggers: [{ event: 't/steady' }],
      concurrency: { limit: 1, key: 'event.data.orderId' },
    },
    async ({ step }) => {
      await step.run('one', () => ran.push('one'))
      await step.run('two', async () => {
        const result = ran.push('two')
        await blocked
        return result
      })
      return step.run('three', () => ran.push('three'))
    },
  ),
]

const children: ChildProcess[] = []
let app: TestApp

beforeAll(async () => {
  app = await serveTestApp(client, functions)
})

afterEach(() => {
  ran.length = 0
  blocked = undefined
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await app.close()
})

/** Starts a Node.js process with tsx, as `npm start` does. */
function start(file: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = fork(file, args, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  children.push(child)
  return child
}

const startRunnerProcess = (appUrl = app.url): ChildProcess =>
  start('server/runner/main.ts', [], {
    DATABASE_URL: url,
    AFTERCART_APP_URL: appUrl,
    AFTERCART_RUNNER_PORT: String(port),
    AFTERCART_PROCESS: 'runner',
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    INNGEST_EVENT_KEY: EVENT_KEY,
  })

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** Sends an event. Retries while the runner is starting. */
const send = (id: string, name: string, data = {}) =>
  vi.waitFor(() => client.send({ id, name, data }), { timeout: 60_000 })

const untilEnded = (functionId: string, count = 1) =>
  vi.waitFor(
    async () => {
      const runs = await sql`
        select status, result, generation from runner_runs where function_id = ${functionId}`
      expect(runs.filter((run) => run.status === 'completed')).toHaveLength(count)
      return runs
    },
    { timeout: 60_000, interval: 20 },
  )

/** Blocks step two until the returned function is called. */
function blockStepTwo(): () => void {
  let release = () => {}
  blocked = new Promise<void>((done) => {
    release = done
  })
  return release
}

describe('the runner process', () => {
  it('repeats only the current step after a kill between its response and the commit', async () => {
    const release = blockStepTwo()
    const first = startRunnerProcess()
    for (const id of ['s1', 's2', 's3']) await send(id, 't/steady', { orderId: 'same' })
    await vi.waitFor(async () => {
      const rows = await sql`select status from runner_runs order by id`
      expect(rows.map((row) => row.status).sort()).toEqual(['running', 'waiting', 'waiting'])
      expect(ran).toEqual(['one', 'two'])
    }, 30_000)
    // The row lock prevents the runner from saving the response.
    await sql.begin(async (tx) => {
      await tx`select 1 from runner_runs for update`
      release()
      const waitingPids = await vi.waitFor(async () => {
        const rows = await sql<{ pid: number }[]>`
          select pid from pg_stat_activity
          where wait_event_type = 'Lock' and query like '%runner_runs%'`
        expect(rows).toHaveLength(1)
        return rows.map((row) => row.pid)
      }, 30_000)
      await kill(first)
      await sql`select pg_terminate_backend(pid) from unnest(${waitingPids}::int[]) as pid`
    })
    startRunnerProcess()
    const runs = await untilEnded('test-steady', 3)
    expect(ran.slice(0, 4)).toEqual(['one', 'two', 'two', 'three'])
    expect(ran).toHaveLength(10)
    expect(runs.map((run) => run.result).sort()).toEqual([10, 4, 7])
  }, 180_000)

  it('ends within five seconds of SIGTERM during a step, and continues after a restart', async () => {
    const release = blockStepTwo()
    await send('s4', 't/steady', { orderId: 'b' })
    await vi.waitFor(() => expect(ran).toEqual(['one', 'two']), 30_000)
    const signaledAt = Date.now()
    const [current] = children.slice(-1)
    current?.kill('SIGTERM')
    expect(await once(current as ChildProcess, 'exit')).toEqual([0, null])
    expect(Date.now() - signaledAt).toBeLessThan(5_000)
    expect(await sql`select 1 from graphile_worker.jobs where locked_at is not null`).toEqual([])
    release()
    const next = startRunnerProcess()
    await untilEnded('test-steady', 4)
    next.disconnect()
    expect(await once(next, 'exit')).toEqual([0, null])
  }, 180_000)

  it('ends with an error when the database connection is lost', async () => {
    const runner = startRunnerProcess()
    await send('u1', 't/unheard')
    const exit = once(runner, 'exit')
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '%runner%'`
    expect(await exit).toEqual([1, null])
  }, 180_000)
})

describe('killing the app with SIGKILL', () => {
  it('repeats the current step without using an attempt', async () => {
    const appPort = await freePort()
    const appArgs = [String(appPort), String(port)]
    const appUrl = `http://127.0.0.1:${appPort}`
    const runner = await startTestRunner({ databaseUrl: url, appUrl, port })
    const first = start('test/support/runner/crash-app.ts', appArgs)
    const firstMessages: unknown[] = []
    first.on('message', (message) => firstMessages.push(message))
    await send('k1', 't/killed')
    await vi.waitFor(() => expect(firstMessages).toContain('step started'), { timeout: 60_000 })
    await kill(first)
    const second = start('test/support/runner/crash-app.ts', appArgs, { FINISH_STEP: '1' })
    const secondMessages: unknown[] = []
    second.on('message', (message) => secondMessages.push(message))
    const [run] = await untilEnded('test-killed')
    expect(run?.result).toBe('ended')
    expect(secondMessages).not.toContain('before')
    await runner.stop()
  }, 180_000)
})

describe('a drive superseded by a newer one', () => {
  it('saves nothing when its response arrives', async () => {
    await emptyTables(sql, 'runner_runs', 'runner_events')
    const runner = await startTestRunner({ databaseUrl: url, appUrl: app.url, port })
    const release = blockStepTwo()
    await send('s5', 't/steady', { orderId: 'c' })
    await vi.waitFor(() => expect(ran).toEqual(['one', 'two']), 30_000)
    const [run] = await sql`select id from runner_runs`
    await requeueRun(String(run?.id), Date.now())
    await vi.waitFor(() => expect(ran).toEqual(['one', 'two', 'two']), 30_000)
    release()
    await untilEnded('test-steady')
    expect(ran).toEqual(['one', 'two', 'two', 'three'])
    // The result of step two is from the newer drive and is stored once.
    const steps = await sql`select name, memo from runner_steps order by position`
    expect(steps.map((step) => [step.name, step.memo])).toEqual([
      ['one', { data: 1 }],
      ['two', { data: 3 }],
      ['three', { data: 4 }],
    ])
    await runner.stop()
  })
})

describe('the runner environment', () => {
  const env = {
    DATABASE_URL: 'postgres://127.0.0.1/x',
    AFTERCART_APP_URL: 'http://127.0.0.1:3000',
    AFTERCART_RUNNER_PORT: '8288',
    INNGEST_SIGNING_KEY: SIGNING_KEY,
    INNGEST_EVENT_KEY: EVENT_KEY,
  }

  it('has defaults, and errors name the invalid variable', () => {
    expect(parseRunnerEnv(env)).toMatchObject({
      AFTERCART_RUNNER_PORT: 8288,
      AFTERCART_RUNNER_CONCURRENCY: 16,
      AFTERCART_RETRY_SCALE: 1,
    })
    for (const name of Object.keys(env))
      expect(() => parseRunnerEnv({ ...env, [name]: '' })).toThrow(new RegExp(`^${name} must be`))
  })
})
