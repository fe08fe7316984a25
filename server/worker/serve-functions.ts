import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { serve } from 'inngest/node'
import { closeDb } from '@/db/client'
import { logger } from '../log'
import { inngest } from '../pipeline/client'
import { functions } from '../pipeline/functions'
import { flushAtStart } from '../pipeline/upkeep/flush-outbox'

const log = logger('worker')

/** Engines send a run's state with every call; it stays under 4 MB. */
const MAX_BODY_BYTES = 4_500_000
/** How long running calls may take to finish when the process stops. */
const GRACE_MS = 3_000

// Reading `process.env` is a system call, and the SDK reads all of it per call: use a copy.
process.env = { ...process.env }

// With a signing key set, every request to execute or inspect a function must be signed with it.
const handler = serve({ client: inngest, functions })

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://worker')
  const isLong = Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES
  if (pathname !== '/api/inngest') refuse(response, 404, 'Not found')
  else if (request.headers['transfer-encoding']) refuse(response, 411, 'Length required')
  else if (isLong) refuse(response, 413, 'Too large')
  else handler(request, response)
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify({ message }))
}

const server = createServer(answer)
server.keepAliveTimeout = 65_000
let isEnding = false

/** Ends the process within the grace period, even if something hangs. */
function end(code: number, reason: string): void {
  if (isEnding) return
  isEnding = true
  log.info({ code, reason }, 'worker ends')
  setTimeout(() => process.exit(code), GRACE_MS).unref()
  if (code !== 0) process.exit(code)
  server.close(() => void closeDb().finally(() => process.exit(0)))
  server.closeIdleConnections()
}

/** Serves the pipeline functions on a local port until the process is asked to stop. */
export function serveFunctions(port: number | undefined): void {
  process.on('SIGTERM', () => end(0, 'SIGTERM'))
  process.on('SIGINT', () => end(0, 'SIGINT'))
  process.on('disconnect', () => end(0, 'the parent process ended'))
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught')
    end(1, 'uncaught error')
  })
  server.listen(port, '127.0.0.1', () => log.info({ port }, 'worker listens'))
  // Send the events that waited in the outbox.
  flushAtStart()
}
