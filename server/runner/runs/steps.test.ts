import { NonRetriableError, RetryAfterError } from 'inngest'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
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
const ran: string[] = []
const failures: { functionId: string; error: { name: string; message: string } }[] = []

/** Records that the body of a step ran. Returns the number of times, from 1. */
function mark(name: string): number {
  ran.push(name)
  return ran.filter((entry) => entry === name).length
}
const on = (id: string, retries: 0 | 1 | 2 = 0) => ({
  id,
  retries,
  triggers: [{ event: `t/${id}` }],
})

const target = client.createFunction(on('target'), async () => 'invoked')

const functions = [
  client.createFunction(on('sequence'), async ({ step }) => {
    const a = await step.run('a', () => 1)
    const b = await step.run('b', () => a + 1)
    const nothing = await step.run('nothing', () => undefined)
    return { b, nothing }
  }),
  client.createFunction(on('odd-text'), async ({ step }) => {
    const text = await step.run('text', () => 'a\u0000b \ud800 \u2028 é')
    return step.run('echo', () => ({ text, toJSON: 'kept' }))
  }),
  client.createFunction(on('same-id'), async ({ step }) => {
    const out: number[] = []
    for (let i = 0; i < 3; i++) out.push(await step.run('again', () => i))
    return out
  }),
  client.createFunction(on('fan'), async ({ step }) => {
    const first = await step.run('first', () => 1)
    const parts = await Promise.all(
      ['x', 'y', 'z'].map((name) => step.run(name, () => `${name}${mark(`fan-${name}`)}`)),
    )
    return step.run('join', () => [first, ...parts])
  }),
  client.createFunction(on('branches'), async ({ step }) => {
    return Promise.all([
      step.run('x', () => 'x').then((x) => step.run('x2', () => `${x}${mark('x2')}`)),
      step.run('y', () => Promise.reject(new Error('y failed'))).catch((e: Error) => e.message),
      step.sleep('moment', '1s'),
    ])
  }),
  client.createFunction(on('flaky', 2), async ({ step, attempt }) => {
    const tries = await step.run('flaky', () => {
      const n = mark('flaky')
      if (n < 3) throw new Error('not yet')
      return n
    })
    return { tries, attempt: await step.run('after', () => attempt) }
  }),
  client.createFunction(on('flaky-branch', 1), async ({ step }) =>
    Promise.all([
      step.run('steady', () => mark('steady')),
      step.run('shaky', () => {
        if (mark('shaky') < 2) throw new Error('not yet')
        return 'ok'
      }),
    ]),
  ),
  client.createFunction(
    {
      ...on('exhausted', 1),
      onFailure: async ({ event, error }) => {
        failures.push({
          functionId: event.data.function_id,
          error: { name: error.name, message: error.message },
        })
        return event.data.event.data
      },
    },
    async ({ step }) =>
      step.run('boom', () => {
        mark('boom')
        throw new TypeError('boom')
      }),
  ),
  client.createFunction(on('caught', 2), async ({ step }) =>
    step
      .run('declined', () => {
        mark('declined')
        throw new NonRetriableError('card declined')
      })
      .catch((error: Error) => step.run('note', () => error.message)),
  ),
  client.createFunction(on('uncaught', 2), async () => {
    mark('uncaught')
    throw new NonRetriableError('never')
  }),
  client.createFunction(on('later', 1), async ({ step }) =>
    step.run('capture', () => {
      if (mark('capture') === 1) throw new RetryAfterError('gateway down', '5m')
      return 'captured'
    }),
  ),
  client.createFunction(on('plain', 1), async () => {
    if (mark('plain') === 1) throw new Error('first time')
    return 'second time'
  }),
  client.createFunction(on('sleeps'), async ({ step }) => {
    await step.sleepUntil('past', new Date(Date.now() - 60_000))
    const before = await step.run('before', () => Date.now())
    await step.sleep('second', '1s')
    return step.run('after', () => Date.now() - before)
  }),
  client.createFunction(on('sender'), async ({ step }) => {
    const sent = await step.sendEvent('send', { name: 't/sent', data: { n: 1 } })
    return sent.ids.length
  }),
  client.createFunction(on('sent'), async ({ event }) => event.data),
  client.createFunction({ ...on('one-by-one'), optimizeParallelism: false }, async ({ step }) =>
    step.run('one', () => 1),
  ),
  client.createFunction(on('waits'), async ({ step }) =>
    step.waitForEvent('answer', { event: 't/x', timeout: '1m' }),
  ),
  client.createFunction(on('invokes'), async ({ step }) =>
    step.invoke('other', { function: target, data: {} }),
  ),
]

let app: TestApp
let runner: Runner

beforeAll(async () => {
  app = await serveTestApp(client, functions)
  runner = await startTestRunner({ databaseUrl: url, appUrl: app.url, port })
  const names = functions.map((fn) => fn.id()).filter((id) => id !== 'sent')
  await client.send(names.map((id) => ({ name: `t/${id}`, data: { from: id } })))
})

afterAll(async () => {
  await runner.stop()
  await app.close()
})

/** Returns the only run of a function once it has ended. */
async function endOf(id: string) {
  return vi.waitFor(
    async () => {
      const rows = await sql`
        select id, status, result, error from runner_runs where function_id = ${`test-${id}`}`
      expect(rows.map((row) => row.status)).toEqual([expect.stringMatching(/completed|failed/)])
      return rows[0] as unknown as { id: string; status: string; result: unknown; error: unknown }
    },
    { timeout: 60_000, interval: 20 },
  )
}

const callsOf = (id: string) => app.calls.filter((call) => call.fnId === `test-${id}`)
const countOf = (name: string) => ran.filter((entry) => entry === name).length

describe('steps', () => {
  it('run sequentially, one call each, and return undefined as null', async () => {
    expect(await endOf('sequence')).toMatchObject({ result: { b: 2, nothing: null } })
    expect(callsOf('sequence').map((call) => call.steps.length)).toEqual([0, 1, 2, 3])
  })

  it('preserve every character that JSON can represent', async () => {
    expect(await endOf('odd-text')).toMatchObject({
      result: { text: 'a\u0000b \ud800 \u2028 é', toJSON: 'kept' },
    })
  })

  it('can have the same ID', async () => {
    expect(await endOf('same-id')).toMatchObject({ result: [0, 1, 2] })
  })

  it('run in parallel and join in one discovery call', async () => {
    expect(await endOf('fan')).toMatchObject({ result: [1, 'x1', 'y1', 'z1'] })
    const calls = callsOf('fan')
    const targeted = calls.filter((call) => call.stepId !== 'step')
    expect(new Set(targeted.map((call) => call.stepId)).size).toBe(3)
    expect(targeted).toHaveLength(3)
    // first, plan, join, end
    expect(calls.filter((call) => call.stepId === 'step')).toHaveLength(4)
  })

  it('can be chained, fail and sleep in a parallel group', async () => {
    expect(await endOf('branches')).toMatchObject({ result: ['x1', 'y failed', null] })
  })

  it('are retried after an error, with attempt 0 after each success', async () => {
    expect(await endOf('flaky')).toMatchObject({ result: { tries: 3, attempt: 0 } })
    expect(callsOf('flaky').map((call) => call.attempt)).toEqual([0, 1, 2, 0, 0])
  })

  it('are retried alone in a parallel group', async () => {
    expect(await endOf('flaky-branch')).toMatchObject({ result: [1, 'ok'] })
    expect([countOf('steady'), countOf('shaky')]).toEqual([1, 2])
  })

  it('fail the run after the last attempt, and onFailure runs once', async () => {
    expect(await endOf('exhausted')).toMatchObject({
      status: 'failed',
      error: { name: 'TypeError', message: 'boom' },
    })
    expect(countOf('boom')).toBe(2)
    expect(await endOf('exhausted-failure')).toMatchObject({
      status: 'completed',
      result: { from: 'exhausted' },
    })
    expect(failures).toEqual([
      { functionId: 'test-exhausted', error: { name: 'TypeError', message: 'boom' } },
    ])
  })

  it('fail immediately with NonRetriableError, which the function can catch', async () => {
    expect(await endOf('caught')).toMatchObject({ status: 'completed', result: 'card declined' })
    expect(countOf('declined')).toBe(1)
  })

  it('send events that start other functions', async () => {
    expect(await endOf('sender')).toMatchObject({ result: 1 })
    expect(await endOf('sent')).toMatchObject({ result: { n: 1 } })
  })
})

describe('a function', () => {
  it('fails at the first attempt if it throws NonRetriableError', async () => {
    expect(await endOf('uncaught')).toMatchObject({
      status: 'failed',
      error: { name: 'NonRetriableError', message: 'never' },
    })
    expect(countOf('uncaught')).toBe(1)
  })

  it('is called again if it throws outside of a step', async () => {
    expect(await endOf('plain')).toMatchObject({ status: 'completed', result: 'second time' })
    expect(callsOf('plain').map((call) => call.attempt)).toEqual([0, 1])
  })

  it('sleeps, and does not sleep until a time in the past', async () => {
    const { result } = await endOf('sleeps')
    expect(result).toBeGreaterThanOrEqual(1_000)
  })

  it('is retried at the time it requests', async () => {
    const [run] = await vi.waitFor(async () => {
      const rows = await sql`
        select r.status, extract(epoch from r.discovery_due_at - now())::int as wait,
          r.discovery_attempt, j.run_at = r.discovery_due_at as is_queued
        from runner_runs r join graphile_worker.jobs j on j.key = 'run:' || r.id
        where r.function_id = 'test-later' and r.discovery_attempt = 1`
      expect(rows).toHaveLength(1)
      return rows
    }, 30_000)
    expect(run).toMatchObject({ status: 'running', discovery_attempt: 1, is_queued: true })
    expect(run?.wait).toBeGreaterThan(280)
    expect(run?.wait).toBeLessThanOrEqual(300)
  })

  it.each([
    ['waits', 'WaitForEvent', 'answer'],
    ['invokes', 'InvokeFunction', 'other'],
  ])('fails with an error naming an unsupported operation: %s', async (id, op, step) => {
    expect(await endOf(id)).toMatchObject({
      status: 'failed',
      error: {
        name: 'UnsupportedOperation',
        message: `Step "${step}": the embedded runner does not support ${op}.`,
      },
    })
    expect(callsOf(id)).toHaveLength(1)
  })

  it('fails if it requires another protocol version', async () => {
    expect(await endOf('one-by-one')).toMatchObject({
      status: 'failed',
      error: { name: 'UnsupportedProtocol', message: expect.stringContaining('version 1') },
    })
  })

  it('has no job after its run has ended', async () => {
    await vi.waitFor(
      async () => {
        const left = await sql`
          select r.function_id from graphile_worker.jobs j
          left join runner_runs r on j.key = 'run:' || r.id`
        expect(left.map((row) => row.function_id)).toEqual(['test-later'])
      },
      { timeout: 60_000, interval: 50 },
    )
  })
})
