import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { serve } from 'inngest/edge'
import { inngest } from '@/server/pipeline/client'
import { functions } from '@/server/pipeline/functions'
import {
  applyResponse,
  callFunction,
  type EngineEvent,
  failureRun,
  newRun,
  SIGNING_KEY,
  type TestRun,
  triggered,
} from './run'

export type TestEngine = {
  url: string
  runs: TestRun[]
  /** Makes the engine refuse events. */
  setDown(isDown: boolean): void
  /** Starts the functions that this event triggers; ignores a repeated id. */
  accept(event: { id?: string; name: string; data: Record<string, unknown> }): TestRun[]
  /** Starts a function by its id, as a cron does. */
  startFunction(fnId: string, data: Record<string, unknown>): TestRun
  /** Dispatches a run once: exactly one signed HTTP call to the SDK. */
  dispatch(run: TestRun): Promise<void>
  /** Dispatches until the run ends; retries happen at once, whatever their delay. */
  finish(run: TestRun): Promise<TestRun>
  /** Finishes all runs, including those they start. */
  drain(): Promise<void>
  stop(): Promise<void>
}

/**
 * An in-process engine that speaks Inngest's HTTP protocol with the pipeline's functions. The test
 * decides when a run continues, so it can repeat, interleave or drop calls.
 */
export async function startTestEngine(): Promise<TestEngine> {
  const runs: TestRun[] = []
  const seen = new Set<string>()
  let isDown = false
  const server = createServer((request, response) => {
    void receive(request).then((events) => {
      if (isDown) return response.writeHead(503).end('{"error":"down","status":503}')
      for (const event of events) accept(event)
      const ids = events.map((event) => event.id)
      response.writeHead(200, { 'content-type': 'application/json' })
      return response.end(JSON.stringify({ ids, status: 200 }))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  inngest.setEnvVars({
    INNGEST_DEV: '0',
    INNGEST_BASE_URL: url,
    INNGEST_EVENT_KEY: 'test',
    INNGEST_SIGNING_KEY: SIGNING_KEY,
  })
  const handler = serve({ client: inngest, functions })

  const accept: TestEngine['accept'] = (given) => {
    const event = { ts: Date.now(), ...given, id: given.id ?? randomUUID() }
    if (seen.has(event.id)) return []
    seen.add(event.id)
    const started = triggered(event.name).map((fnId) => newRun(fnId, event))
    runs.push(...started)
    return started
  }
  const dispatch = async (run: TestRun) => {
    await applyResponse(run, await callFunction(handler, run))
    if (run.status === 'failed') runs.push(failureRun(run))
  }
  const finish = async (run: TestRun) => {
    while (run.status === 'running') await dispatch(run)
    return run
  }
  return {
    url,
    runs,
    setDown: (down) => {
      isDown = down
    },
    accept,
    startFunction: (fnId, data) => {
      const name = 'inngest/scheduled.timer'
      const run = newRun(fnId, { id: randomUUID(), name, data, ts: Date.now() })
      runs.push(run)
      return run
    },
    dispatch,
    finish,
    drain: async () => {
      for (;;) {
        const open = runs.find((run) => run.status === 'running')
        if (!open) return
        await finish(open)
      }
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function receive(request: IncomingMessage): Promise<EngineEvent[]> {
  return JSON.parse(await text(request))
}
