import { Logger as GraphileLogger, run } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Liveness } from '@/db/queries/runner/runner-liveness'
import { requeueRun } from '@/db/queries/runner/runner-runs'
import { driveRun, type Engine } from './runs/drive-run'

export type WorkerPool = {
  /** Stops taking jobs and waits for the running ones. */
  stop(): Promise<void>
  /** Settles when the pool has ended, whether stopped or failed. */
  ended: Promise<void>
}

const POLL_INTERVAL_MS = 1_000
// Connections that fetch and complete jobs; the drives use the application's own pool.
const POOL_SIZE = 4
const REQUEUE_DELAY_MS = 2_000

/** Starts workers that execute up to `concurrency` `drive_run` jobs at a time. */
export async function startWorkerPool(
  databaseUrl: string,
  concurrency: number,
  engine: Engine,
  liveness: Liveness,
): Promise<WorkerPool> {
  const claims = new Map<string, Promise<void>>()
  const claim = (poolId: string): Promise<void> => {
    const claimed = claims.get(poolId) ?? liveness.claim(poolId)
    claims.set(poolId, claimed)
    return claimed
  }
  const runner = await run({
    connectionString: databaseUrl,
    concurrency,
    maxPoolSize: POOL_SIZE,
    pollInterval: POLL_INTERVAL_MS,
    // Due times come from this process's clock. With the database's clock, runs could wake too early.
    useNodeTime: true,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: createGraphileLogger(engine.log),
    taskList: { drive_run: (payload) => drive(engine, payload) },
    preset: {
      plugins: [
        {
          name: 'ClaimPoolBeforeWork',
          version: '1.0.0',
          worker: {
            hooks: { startWorker: (_ctx, event) => claim(event.worker.workerPool.id) },
          },
        },
      ],
    },
  })
  return { stop: () => runner.stop(), ended: runner.promise }
}

/** Drives a run. Requeues it after an internal error, e.g. a lost connection. */
async function drive(engine: Engine, payload: unknown): Promise<void> {
  const { runId } = payload as { runId: string }
  try {
    await driveRun(engine, runId)
  } catch (error) {
    engine.log.error({ err: error, runId }, 'drive failed, requeued')
    await requeueRun(runId, Date.now() + REQUEUE_DELAY_MS)
  }
}

/** Returns a logger for graphile-worker that logs errors, and everything else at trace level. */
export function createGraphileLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error') log.error(message)
    else log.trace(message)
  })
}
