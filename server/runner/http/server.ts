import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { findRunState } from '@/db/queries/runner/runner-runs'
import type { Checkpoints } from '../runs/checkpoints'
import type { Sync } from '../sync'
import { takeEvents } from './event-endpoint'
import { areEqual, hashSigningKey } from './signature'

type Engine = {
  eventKey: string
  signingKey: string
  sync: Sync
  checkpoints: Checkpoints
  log: Logger
  /** What `GET /health` answers; `isOk` decides between 200 and 503. */
  health(): Promise<{ isOk: boolean } & Record<string, unknown>>
}

type Answer = { status: number; body: unknown }

const MAX_BODY_BYTES = 16 * 1024 * 1024
const TOO_LARGE: Answer = { status: 413, body: { error: 'Too large', status: 413 } }

/**
 * The engine's side of the protocol, for the app on the same machine: events, checkpoints, the
 * state of runs whose call would be too large, and its health. Listens on loopback; port 0 takes a free one.
 */
export function openServer(engine: Engine, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(engine, request).then(
      (found) => send(response, found),
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

function send(response: ServerResponse, { status, body }: Answer): void {
  // Of a body that was refused the rest is not read: the connection cannot be used again.
  const connection = status === 413 ? { connection: 'close' } : {}
  response.writeHead(status, { 'content-type': 'application/json', ...connection })
  response.end(JSON.stringify(body))
}

async function answer(engine: Engine, request: IncomingMessage): Promise<Answer> {
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
    return takeEvents(engine, {
      eventKey: decodeURIComponent(eventKey),
      seed: typeof seed === 'string' ? seed : undefined,
      body,
    })
  }
  const bearer = `Bearer ${hashSigningKey(engine.signingKey)}`
  if (!areEqual(request.headers.authorization ?? '', bearer))
    return { status: 401, body: { error: 'Unauthorized', status: 401 } }
  const [, drivenId] = /^POST \/v1\/checkpoint\/(\w+)\/async$/.exec(route) ?? []
  if (drivenId !== undefined) {
    const body = await readBody(request)
    return body === undefined ? TOO_LARGE : engine.checkpoints.take(drivenId, body)
  }
  const [, runId, part] = /^GET \/v0\/runs\/(\w+)\/(batch|actions)$/.exec(route) ?? []
  if (runId !== undefined) return readRun(runId, part === 'batch')
  return { status: 404, body: { error: 'Not found', status: 404 } }
}

async function readRun(runId: string, isBatch: boolean): Promise<Answer> {
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
