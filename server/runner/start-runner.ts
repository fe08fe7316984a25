import { setMaxListeners } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import type { Logger } from 'pino'
import { type Liveness, openLiveness } from '@/db/queries/runner/runner-liveness'
import { countRuns, readQueueFigures } from '@/db/queries/runner/runner-upkeep'
import { type AppClient, createAppClient } from './http/app-client'
import { type AppGate, createAppGate } from './http/app-gate'
import { createHttpCaller } from './http/http-call'
import { openServer } from './http/server'
import { type Checkpoints, createCheckpoints } from './runs/checkpoints'
import type { Engine } from './runs/drive-run'
import { type Sync, startSync } from './sync'
import { startUpkeep, watchLiveness } from './upkeep'
import { graphileLogger, startWorkerPool, type WorkerPool } from './worker-pool'

export type RunnerOptions = {
  databaseUrl: string
  /** Where the app listens, e.g. http://127.0.0.1:3000. */
  appUrl: string
  /** Loopback port of the engine; 0 takes a free one. */
  port: number
  signingKey: string
  eventKey: string
  /** How many runs execute at a time. */
  concurrency: number
  /** Multiplies the retry delays of the table, not those that the app asks for. */
  retryScale: number
  log: Logger
  /** It cannot go on, e.g. the database is gone: the process is to end and be started again. */
  onFatal(reason: string): void
}

export type Runner = { port: number; stop(): Promise<void> }

// The process is given 5 s to end; calls in flight get most of it to bring their result.
const GRACE = 3_000

/** Starts the engine in this process; its queries use the pool of `db/client`. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { databaseUrl, log, signingKey, eventKey } = options
  await runMigrations({ connectionString: databaseUrl, logger: graphileLogger(log) })
  const stopper = new AbortController()
  const stopping = stopper.signal
  setMaxListeners(100, stopping)
  const fatal = (reason: string) => stopping.aborted || options.onFatal(reason)
  const liveness = await openLiveness(databaseUrl, () => fatal('the database connection is lost'))
  const http = createHttpCaller()
  const client = createAppClient(http, { url: options.appUrl, signingKey })
  const sync = startSync(client, log, stopping)
  const gate = createAppGate(client, log, stopping, () => sync.request())
  const health = () => readHealth(sync, gate)
  const checkpoints = createCheckpoints()
  const protocol = { eventKey, signingKey, sync, checkpoints, log, health }
  const server = await openServer(protocol, options.port)
  watchLiveness(liveness, stopping).catch((error: Error) => fatal(error.message))
  let pool: WorkerPool | undefined
  startWork(options, { client, gate, sync, checkpoints, liveness, stopping }, fatal).then(
    (started) => {
      pool = started
    },
    (error: Error) => fatal(error.message),
  )
  return {
    port: portOf(server),
    async stop() {
      stopper.abort()
      server.close()
      server.closeIdleConnections()
      await Promise.race([Promise.resolve(pool?.stop()).catch(() => {}), delay(GRACE)])
      await liveness.close()
      server.closeAllConnections()
      http.close()
    },
  }
}

type Parts = {
  client: AppClient
  gate: AppGate
  sync: Sync
  checkpoints: Checkpoints
  liveness: Liveness
  stopping: AbortSignal
}

/** Takes up work once the functions are known: what a run's end starts depends on them. */
async function startWork(
  { databaseUrl, log, retryScale, concurrency }: RunnerOptions,
  { liveness, sync, ...parts }: Parts,
  fatal: (reason: string) => void,
): Promise<WorkerPool | undefined> {
  const first = await sync.first
  const { stopping } = parts
  if (stopping.aborted) return undefined
  const registry = () => sync.registry() ?? first
  const requestSync = () => sync.request()
  const engine: Engine = { ...parts, log, retryScale, registry, requestSync }
  await liveness.releaseDeadPools()
  startUpkeep(liveness, registry, log, stopping)
  const pool = await startWorkerPool(databaseUrl, concurrency, engine, liveness)
  pool.ended.then(
    () => fatal('the workers ended'),
    (error: Error) => fatal(`the workers ended: ${error.message}`),
  )
  if (stopping.aborted) await pool.stop()
  return pool
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Not well: no sync was ever accepted or the last was refused, or the app does not answer. */
async function readHealth(sync: Sync, gate: AppGate) {
  const [queue, runs] = await Promise.all([readQueueFigures(), countRuns()])
  const synced = sync.status()
  const reason = gate.reason() ?? null
  return {
    isOk: synced.error === null && synced.syncedAt !== null && reason === null,
    queue,
    runs,
    sync: synced,
    app: { isAnswering: reason === null, reason },
  }
}
