import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { findRunState } from '@/db/queries/runner/runner-runs'
import type { Checkpoints } from '../runs/checkpoints'
import type { Sync } from '../sync'
import { receiveEvents } from './event-endpoint'
import { areEqual, hashSigningKey } from './signature'

type Engine = {
  eventKey: string
  signingKey: string
  sync: Sync
  checkpoints: Checkpoints
  log: Logger
  /** Returns the body of `GET /health`; `isOk` selects status 200 or 503. */
  health(): Promise<{ isOk: boolean } & Record<string, unknown>>
}

type EndpointResponse = { status: number; body: unknown }

const MAX_BODY_BYTES = 16 * 1024 * 1024
const TOO_LARGE: EndpointResponse = { status: 413, body: { error: 'Too large', status: 413 } }

/**
 * Serves the engine's side of the protocol to the app on the same machine: events, checkpoints, the
 * state of runs that is too large for a call, and health. Listens on loopback; port 0 selects a free port.
 */
export function openServer(engine: Engine, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    handle(engine, request).then(
      (result) => send(response, result),
      (error: unknown) => {
        engine.log.error({ err: error }, 'request failed')
        send(response, { status: 500, body: { error: 'Internal error', status: 500 } })
      },
    )
  })
  server.keepAliveTimeout = 65_000
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => done(server))
  })
}

function send(response: ServerResponse, { status, body }: EndpointResponse): void {
  // The rest of a body that is too large is not read, so the connection cannot be reused.
  const connection = status === 413 ? { connection: 'close' } : {}
  response.writeHead(status, { 'content-type': 'application/json', ...connection })
  response.end(JSON.stringify(body))
}

async function handle(engine: Engine, request: IncomingMessage): Promise<EndpointResponse> {
  const { pathname } = new URL(request.url ?? '/', 'http://runner')
  const route = `${request.method} ${pathname}`
  if (route === 'GET /health') {
    const { isOk, ...body } = await engine.health()
    return { status: isOk ? 200 : 503, body: { status: isOk ? 'ok' : 'failing', ...body } }
  }
  const [, eventKey] = /^POST \/e\/([^/]+)$/.exec(route) ?? []
  if (eventKey !== undefined) {
    const body = await readBody(request)
    if (body === undefined) return TOO_LARGE
    const seed = request.headers['x-inngest-event-id-seed']
    return receiveEvents(engine, {
      eventKey: decodeURIComponent(eventKey),
      seed: typeof seed === 'string' ? seed : undefined,
      body,
    })
  }
  const bearer = `Bearer ${hashSigningKey(engine.signingKey)}`
  if (!areEqual(request.headers.authorization ?? '', bearer))
    return { status: 401, body: { error: 'Unauthorized', status: 401 } }
  const [, checkpointRunId] = /^POST \/v1\/checkpoint\/(\w+)\/async$/.exec(route) ?? []
  if (checkpointRunId !== undefined) {
    const body = await readBody(request)
    return body === undefined ? TOO_LARGE : engine.checkpoints.receive(checkpointRunId, body)
  }
  const [, runId, part] = /^GET \/v0\/runs\/(\w+)\/(batch|actions)$/.exec(route) ?? []
  if (runId !== undefined) return respondWithRun(runId, part === 'batch')
  return { status: 404, body: { error: 'Not found', status: 404 } }
}

async function respondWithRun(runId: string, isBatch: boolean): Promise<EndpointResponse> {
  const run = await findRunState(runId)
  if (!run) return { status: 404, body: { error: 'Run not found', status: 404 } }
  return { status: 200, body: isBatch ? [run.event] : run.steps }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
