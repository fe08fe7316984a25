import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Inngest, type InngestFunction } from 'inngest'
import { serve } from 'inngest/node'
import { pino } from 'pino'
import { type Runner, type RunnerOptions, startRunner } from '@/server/runner/start-runner'

export const SIGNING_KEY = 'signkey-test-0123456789abcdef'
export const EVENT_KEY = 'test-event-key'

export type Call = { fnId: string; stepId: string; attempt: number; steps: string[] }

/** An app that serves functions to the engine and records the calls. */
export type TestApp = {
  url: string
  calls: Call[]
  server: Server
  close(): Promise<void>
}

/** Creates the client of the functions under test. It sends events to `runnerPort`. */
export function createTestClient(runnerPort: number, signingKey = SIGNING_KEY): Inngest {
  return new Inngest({
    id: 'test',
    isDev: false,
    baseUrl: `http://127.0.0.1:${runnerPort}`,
    eventKey: EVENT_KEY,
    signingKey,
    logger: { info() {}, warn() {}, error() {}, debug() {} },
    checkpointing: false,
  })
}

/**
 * Serves functions on a separate port, as the portal does. `intercept` returns true if it responds to
 * the request itself.
 */
export async function serveTestApp(
  client: Inngest,
  functions: InngestFunction.Any[],
  options: {
    port?: number
    signingKey?: string
    intercept?: (...args: Parameters<ReturnType<typeof serve>>) => boolean
  } = {},
): Promise<TestApp> {
  const handler = serve({ client, functions })
  const calls: Call[] = []
  const server = createServer((request, response) => {
    if (options.intercept?.(request, response)) return
    void buffer(request).then((body) => {
      recordCall(calls, request, body.toString('utf8'))
      // Recording consumed the body, so the handler gets a copy of the request.
      const { method, url, headers, socket } = request
      const copy = Object.assign(Readable.from([body]), { method, url, headers, socket })
      return handler(copy as IncomingMessage, response)
    })
  })
  const port = await new Promise<number>((done) => {
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    server,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function recordCall(calls: Call[], request: IncomingMessage, text: string): void {
  const query = new URL(request.url ?? '/', 'http://app').searchParams
  const fnId = query.get('fnId')
  if (request.method !== 'POST' || fnId === null || text === '') return
  const body = JSON.parse(text) as Partial<{ ctx: { attempt: number }; steps: object }>
  if (!body.ctx || !body.steps) return
  const stepId = query.get('stepId') ?? ''
  calls.push({ fnId, stepId, attempt: body.ctx.attempt, steps: Object.keys(body.steps) })
}

/** Starts the engine in this process, with short retry delays and silent logs. */
export function startTestRunner(
  options: Pick<RunnerOptions, 'databaseUrl' | 'appUrl' | 'port'> & Partial<RunnerOptions>,
): Promise<Runner> {
  return startRunner({
    signingKey: SIGNING_KEY,
    eventKey: EVENT_KEY,
    concurrency: 4,
    retryScale: 0,
    log: pino({ level: process.env.RUNNER_TEST_LOG ?? 'silent' }),
    onFatal: (reason) => {
      throw new Error(reason)
    },
    ...options,
  })
}
