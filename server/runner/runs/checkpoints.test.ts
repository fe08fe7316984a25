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
let duringStepB: (runId: string) => Promise<unknown> = async () => {}
let failures = 0

const on = (id: string, bufferedSteps: number) => ({
  id,
  retries: 2 as const,
  checkpointing: { bufferedSteps },
  triggers: [{ event: `t/${id}` }],
})

/** Creates a function with three steps. `duringStepB` runs during the second one. */
const threeSteps = (id: string, bufferedSteps: number) =>
  client.createFunction(on(id, bufferedSteps), async ({ step, runId }) => {
    const a = await step.run('a', () => ran.push('a'))
    await step.run('b', async () => {
      ran.push('b')
      await duringStepB(runId)
    })
    await step.run('c', () => {
      ran.push('c')
      if (failures-- > 0) throw new Error('not yet')
    })
    return { a }
  })

const functions = [
  threeSteps('unbuffered', 1),
  threeSteps('buffered', 10),
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
  duringStepB = async () => {}
})

/** Starts a run and waits until it ends. */
async function runToEnd(id: string) {
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
  it('runs in one call and stores every step before the next one starts', async () => {
    let stored: string[] = []
    duringStepB = async (runId) => {
      stored = await storedSteps(runId)
    }
    const run = await runToEnd('unbuffered')
    expect(run).toMatchObject({ status: 'completed', result: { a: 1 }, generation: 1 })
    expect(stored).toEqual(['a'])
    expect(await storedSteps(run.id)).toEqual(['a', 'b', 'c'])
    expect(app.calls).toHaveLength(1)
  })

  it('can buffer its steps until its end', async () => {
    let stored: string[] = []
    duringStepB = async (runId) => {
      stored = await storedSteps(runId)
    }
    const run = await runToEnd('buffered')
    expect(run).toMatchObject({ status: 'completed', result: { a: 1 } })
    expect(stored).toEqual([])
    expect(await storedSteps(run.id)).toEqual(['a', 'b', 'c'])
    expect(app.calls).toHaveLength(1)
  })

  it.each(['unbuffered', 'buffered'])(
    'does not repeat the steps before a failed step: %s',
    async (id) => {
      failures = 1
      expect(await runToEnd(id)).toMatchObject({ status: 'completed', result: { a: 1 } })
      expect(ran).toEqual(['a', 'b', 'c', 'c'])
      expect(app.calls.map((call) => [call.attempt, call.steps.length])).toEqual([
        [0, 0],
        [1, 2],
        [0, 3],
      ])
    },
  )

  it('plans parallel steps', async () => {
    expect(await runToEnd('parallel')).toMatchObject({ status: 'completed', result: ['x', 'y'] })
    expect(ran).toEqual(['first'])
  })

  it('stops when a newer drive takes over its run, which ends once', async () => {
    duringStepB = async (runId) => {
      duringStepB = async () => {}
      // Simulates another process that takes over the run.
      await sql`update runner_runs set generation = generation + 1 where id = ${runId}`
      await sql`select graphile_worker.add_job('drive_run', json_build_object('runId', ${runId}::text),
        run_at => now() + interval '100 ms', job_key => 'again:' || ${runId}::text)`
    }
    const run = await runToEnd('unbuffered')
    expect(run).toMatchObject({ status: 'completed', generation: 3 })
    expect(ran).toEqual(['a', 'b', 'b', 'c'])
  })
})

describe('the checkpoint endpoint', () => {
  const post = (body: unknown, key = hashSigningKey(SIGNING_KEY)) =>
    fetch(`http://127.0.0.1:${port}/v1/checkpoint/01ABC/async`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })

  it('rejects a wrong key', async () => {
    expect((await post({ generation_id: 1, steps: [] }, 'other')).status).toBe(401)
  })

  it('rejects a checkpoint of a drive that has ended', async () => {
    expect((await post({ generation_id: 1, steps: [] })).status).toBe(409)
  })

  it('rejects an operation that is not a completed step', async () => {
    const response = await post({ generation_id: 1, steps: [{ id: 'a', op: 'Sleep' }] })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: expect.stringContaining('StepRun') })
  })
})
