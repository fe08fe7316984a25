import { setMaxListeners } from 'node:events'
import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import type { Logger } from 'pino'
import { type Liveness, openLiveness } from '@/db/queries/runner/runner-liveness'
import { countRuns, readQueueFigures } from '@/db/queries/runner/runner-upkeep'
import { type AppClient, createAppClient } from './http/app-client'
import { type AppGate, createAppGate } from './http/app-gate'
import { createHttpClient } from './http/http-call'
import { openServer } from './http/server'
import { type Checkpoints, createCheckpoints } from './runs/checkpoints'
import type { Engine } from './runs/drive-run'
import { type Sync, startSync } from './sync'
import { startUpkeep, watchLiveness } from './upkeep'
import { createGraphileLogger, startWorkerPool, type WorkerPool } from './worker-pool'

export type RunnerOptions = {
  databaseUrl: string
  /** URL of the app, e.g. http://127.0.0.1:3000. */
  appUrl: string
  /** Loopback port of the engine; 0 selects a free port. */
  port: number
  signingKey: string
  eventKey: string
  /** Maximum number of runs executing at a time. */
  concurrency: number
  /** Multiplies the default retry delays, but not the delays that the app requests. */
  retryScale: number
  log: Logger
  /** Called when the runner cannot continue, e.g. without a database. The process must be restarted. */
  onFatal(reason: string): void
}

export type Runner = { port: number; stop(): Promise<void> }

// The process must end within 5 s; calls in flight have this much of it to finish.
const STOP_TIMEOUT_MS = 3_000

/** Starts the engine in this process; its queries use the pool of `db/client`. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { databaseUrl, log, signingKey, eventKey } = options
  await runMigrations({ connectionString: databaseUrl, logger: createGraphileLogger(log) })
  const stopper = new AbortController()
  const stopping = stopper.signal
  setMaxListeners(100, stopping)
  const fatal = (reason: string) => stopping.aborted || options.onFatal(reason)
  const liveness = await openLiveness(databaseUrl, () => fatal('lost the database connection'))
  const http = createHttpClient()
  const client = createAppClient(http, { url: options.appUrl, signingKey })
  const sync = startSync(client, log, stopping)
  const gate = createAppGate(client, log, stopping, () => sync.request())
  const health = () => getHealth(sync, gate)
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
      await Promise.race([Promise.resolve(pool?.stop()).catch(() => {}), delay(STOP_TIMEOUT_MS)])
      await liveness.close()
      server.closeAllConnections()
      http.close()
    },
  }
}

type Components = {
  client: AppClient
  gate: AppGate
  sync: Sync
  checkpoints: Checkpoints
  liveness: Liveness
  stopping: AbortSignal
}

/** Starts driving runs after the first sync, because the end of a run can trigger functions. */
async function startWork(
  { databaseUrl, log, retryScale, concurrency }: RunnerOptions,
  { liveness, sync, ...components }: Components,
  fatal: (reason: string) => void,
): Promise<WorkerPool | undefined> {
  const firstRegistry = await sync.firstRegistry
  const { stopping } = components
  if (stopping.aborted) return undefined
  const registry = () => sync.registry() ?? firstRegistry
  const requestSync = () => sync.request()
  const engine: Engine = { ...components, log, retryScale, registry, requestSync }
  await liveness.releaseDeadPools()
  startUpkeep(liveness, registry, log, stopping)
  const pool = await startWorkerPool(databaseUrl, concurrency, engine, liveness)
  pool.ended.then(
    () => fatal('the worker pool ended'),
    (error: Error) => fatal(`the worker pool ended: ${error.message}`),
  )
  if (stopping.aborted) await pool.stop()
  return pool
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Returns the health. Healthy: the last sync succeeded and the app responds. */
async function getHealth(sync: Sync, gate: AppGate) {
  const [queue, runs] = await Promise.all([readQueueFigures(), countRuns()])
  const syncStatus = sync.status()
  const reason = gate.reason() ?? null
  return {
    isOk: syncStatus.error === null && syncStatus.syncedAt !== null && reason === null,
    queue,
    runs,
    sync: syncStatus,
    app: { isResponding: reason === null, reason },
  }
}
