import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'
import { requireAppliedPatches } from '@/db/applied-patches'
import { parseEnv } from '../env'
import { logger } from '../log'

/**
 * Serves the pipeline functions in separate processes, so that pages never wait for orders. Only the
 * embedded runner calls them; an Inngest server calls the same functions at the app's /api/inngest.
 */

/** More workers would wait for the database, not for a core. */
const DEFAULT_MAX = 4

const MIN_CONNECTIONS = 10

try {
  requireAppliedPatches()
  const env = parseEnv(process.env)
  // Leave one core to the database and the app.
  const spare = Math.max(availableParallelism() - 1, 1)
  const workers = env.AFTERCART_WORKERS ?? Math.min(spare, DEFAULT_MAX)
  // A run must not wait for another run's connection.
  const runs = Math.ceil(env.AFTERCART_RUNNER_CONCURRENCY / workers)
  const connections = Math.max(MIN_CONNECTIONS, runs)
  process.env.AFTERCART_POOL_SIZE ??= String(connections)
  if (cluster.isPrimary && workers > 1) (await import('./keep-workers')).keepWorkers(workers)
  else (await import('./serve-functions')).serveFunctions(env.AFTERCART_WORKER_PORT)
} catch (error) {
  logger('worker').fatal({ err: error }, 'worker could not start')
  process.exit(1)
}
