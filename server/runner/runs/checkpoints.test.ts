import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort } from '@/scripts/embedded-postgres'
import { openTestDatabase } from '@/test/support/database'
import {
  createTestClient,
  SIGNING_KEY,
  serveTestApp,
  startTestRunner,
  type TestApp,
} from '@/test/support/runner/runner'
import { hashSigningKey } from '../http/signature'
import type { Runner } from '../start-runner'

const { url, sql } = await openTestDatabase()
const port = await freePort()
const client = createTestClient(port)
const ran: string[] = []
let inTheMiddle: (runId: string) => Promise<unknown> = async () => {}
let failures = 0

const on = (id: string, bufferedSteps: number) => ({
  id,
  retries: 2 as const,
  checkpointing: { bufferedSteps },
  triggers: [{ event: `t/${id}` }],
})

/** Three steps; between the second and the third the test may do something. */
const threeSteps = (id: string, bufferedSteps: number) =>
  client.createFunction(on(id, bufferedSteps), async ({ step, runId }) => {
    const a = await step.run('a', () => ran.push('a'))
    await step.run('b', async () => {
      ran.push('b')
      await inTheMiddle(runId)
    })
    await step.run('c', () => {
      ran.push('c')
      if (failures-- > 0) throw new Error('not yet')
    })
    return { a }
  })

const functions = [
  threeSteps('each', 1),
  threeSteps('together', 10),
  client.createFunction(on('parallel', 10), async ({ step }) => {
    await step.run('first', () => ran.push('first'))
    return Promise.all(['x', 'y'].map((name) => step.run(name, () => name)))
  }),
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

afterEach(() => {
  ran.length = 0
  app.calls.length = 0
  failures = 0
  inTheMiddle = async () => {}
})

/** Starts a run and waits for its end. */
async function runOf(id: string) {
  const { ids } = await client.send({ name: `t/${id}`, data: {} })
  return vi.waitFor(
    async () => {
      const [run] = await sql`
        select id, status, result, generation from runner_runs
        where event ->> 'id' = ${ids[0] ?? ''} and finished_at is not null`
      expect(run).toBeDefined()
      return run as { id: string; status: string; result: unknown; generation: number }
    },
    { timeout: 60_000, interval: 20 },
  )
}

const storedSteps = async (runId: string) => {
  const rows = await sql`
    select name from runner_steps where run_id = ${runId} and status = 'done' order by position`
  return rows.map((row) => row.name)
}

describe('a function that checkpoints', () => {
  it('runs in one call, and every step is stored before the next begins', async () => {
    let stored: string[] = []
    inTheMiddle = async (runId) => {
      stored = await storedSteps(runId)
    }
    const run = await runOf('each')
    expect(run).toMatchObject({ status: 'completed', result: { a: 1 }, generation: 1 })
    expect(stored).toEqual(['a'])
    expect(await storedSteps(run.id)).toEqual(['a', 'b', 'c'])
    expect(app.calls).toHaveLength(1)
  })

  it('may bring its steps together with its end', async () => {
    let stored: string[] = []
    inTheMiddle = async (runId) => {
      stored = await storedSteps(runId)
    }
    const run = await runOf('together')
    expect(run).toMatchObject({ status: 'completed', result: { a: 1 } })
    expect(stored).toEqual([])
    expect(await storedSteps(run.id)).toEqual(['a', 'b', 'c'])
    expect(app.calls).toHaveLength(1)
  })

  it.each(['each', 'together'])('does not repeat what went before a failure: %s', async (id) => {
    failures = 1
    expect(await runOf(id)).toMatchObject({ status: 'completed', result: { a: 1 } })
    expect(ran).toEqual(['a', 'b', 'c', 'c'])
    expect(app.calls.map((call) => [call.attempt, call.steps.length])).toEqual([
      [0, 0],
      [1, 2],
      [0, 3],
    ])
  })

  it('plans its parallel steps as ever', async () => {
    expect(await runOf('parallel')).toMatchObject({ status: 'completed', result: ['x', 'y'] })
    expect(ran).toEqual(['first'])
  })

  it('halts when a newer drive has its run, which ends it once', async () => {
    inTheMiddle = async (runId) => {
      inTheMiddle = async () => {}
      // As another process does that takes the run over.
      await sql`update runner_runs set generation = generation + 1 where id = ${runId}`
      await sql`select graphile_worker.add_job('drive_run', json_build_object('runId', ${runId}::text),
        run_at => now() + interval '100 ms', job_key => 'again:' || ${runId}::text)`
    }
    const run = await runOf('each')
    expect(run).toMatchObject({ status: 'completed', generation: 3 })
    expect(ran).toEqual(['a', 'b', 'b', 'c'])
  })
})

describe('the endpoint for checkpoints', () => {
  const post = (body: unknown, key = hashSigningKey(SIGNING_KEY)) =>
    fetch(`http://127.0.0.1:${port}/v1/checkpoint/01ABC/async`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })

  it('refuses whoever does not have the key', async () => {
    expect((await post({ generation_id: 1, steps: [] }, 'other')).status).toBe(401)
  })

  it('tells a drive that is over that it is stale', async () => {
    expect((await post({ generation_id: 1, steps: [] })).status).toBe(409)
  })

  it('refuses what is no finished step', async () => {
    const answer = await post({ generation_id: 1, steps: [{ id: 'a', op: 'Sleep' }] })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: expect.stringContaining('StepRun') })
  })
})
