import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'
import { requireAppliedPatches } from '@/db/applied-patches'
import { parseEnv } from '../env'
import { logger } from '../log'

/**
 * The pipeline's functions in processes of their own, beside the app that serves the pages: however
 * many orders run, nobody who reads one waits for them. Only the embedded runner calls them; a real
 * Inngest calls the same functions at the app's /api/inngest.
 */

/** More of them wait for the database, not for a processor. */
const DEFAULT_MAX = 4

const MIN_CONNECTIONS = 10

try {
  requireAppliedPatches()
  const env = parseEnv(process.env)
  // One core is left to the database and the app.
  const spare = Math.max(availableParallelism() - 1, 1)
  const workers = env.AFTERCART_WORKERS ?? Math.min(spare, DEFAULT_MAX)
  // No run is to wait for another one's connection.
  const runs = Math.ceil(env.AFTERCART_RUNNER_CONCURRENCY / workers)
  const connections = Math.max(MIN_CONNECTIONS, runs)
  process.env.AFTERCART_POOL_SIZE ??= String(connections)
  if (cluster.isPrimary && workers > 1) (await import('./keep-workers')).keepWorkers(workers)
  else (await import('./serve-functions')).serveFunctions(env.AFTERCART_WORKER_PORT)
} catch (error) {
  logger('worker').fatal({ err: error }, 'worker could not start')
  process.exit(1)
}
