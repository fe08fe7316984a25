import { Logger as GraphileLogger, run } from 'graphile-worker'
import type { Logger } from 'pino'
import type { Liveness } from '@/db/queries/runner/runner-liveness'
import { requeueRun } from '@/db/queries/runner/runner-runs'
import { driveRun, type Engine } from './runs/drive-run'

export type WorkerPool = {
  /** Takes no more jobs and waits for those that execute. */
  stop(): Promise<void>
  /** Settles when the pool has ended, asked to or not. */
  ended: Promise<void>
}

const POLL_INTERVAL = 1_000
// They fetch and complete jobs; the drives use the application's own pool.
const POOL_SIZE = 4
const REQUEUE_DELAY = 2_000

/** Starts the workers that take `drive_run` jobs, up to `concurrency` at a time. */
export async function startWorkerPool(
  databaseUrl: string,
  concurrency: number,
  engine: Engine,
  liveness: Liveness,
): Promise<WorkerPool> {
  const claims = new Map<string, Promise<void>>()
  const claim = (poolId: string): Promise<void> => {
    const made = claims.get(poolId) ?? liveness.claim(poolId)
    claims.set(poolId, made)
    return made
  }
  const runner = await run({
    connectionString: databaseUrl,
    concurrency,
    maxPoolSize: POOL_SIZE,
    pollInterval: POLL_INTERVAL,
    // Due times are this clock's: a database whose clock differs must not wake runs too early.
    useNodeTime: true,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: graphileLogger(engine.log),
    taskList: { drive_run: (payload) => drive(engine, payload) },
    preset: {
      plugins: [
        {
          name: 'AliveBeforeWork',
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

/** A drive that fails on our side, e.g. for want of a connection, is queued again. */
async function drive(engine: Engine, payload: unknown): Promise<void> {
  const { runId } = payload as { runId: string }
  try {
    await driveRun(engine, runId)
  } catch (error) {
    engine.log.error({ err: error, runId }, 'drive broke off')
    await requeueRun(runId, Date.now() + REQUEUE_DELAY)
  }
}

/** Passes on what the queue complains about; its chatter is left out. */
export function graphileLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error') log.error(message)
    else log.trace(message)
  })
}
