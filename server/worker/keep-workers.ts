import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import { logger } from '../log'

const log = logger('worker')

const FIRST_PAUSE_MS = 200
const MAX_PAUSE_MS = 5_000

/**
 * Keeps `count` worker processes running behind one port: Node.js executes JavaScript on one core, so
 * one process never uses more. A worker that exits is restarted with backoff; all end with this process.
 * https://nodejs.org/docs/latest-v20.x/api/cluster.html
 */
export function keepWorkers(count: number): void {
  const workers = new Set<Worker>()
  let isEnding = false
  let pauseMs = FIRST_PAUSE_MS

  const start = () => {
    const worker = cluster.fork()
    workers.add(worker)
    worker.once('listening', () => {
      pauseMs = FIRST_PAUSE_MS
    })
    worker.once('exit', (code, signal) => {
      workers.delete(worker)
      if (!isEnding) void startAgain(worker.process.pid, code, signal)
      else if (workers.size === 0) process.exit(0)
    })
  }
  const startAgain = async (ended: number | undefined, code: number, signal: string) => {
    log.error({ ended, code, signal }, 'a worker ended, another one starts')
    await pause(pauseMs)
    pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)
    if (!isEnding) start()
  }
  const endAll = () => {
    isEnding = true
    if (workers.size === 0) process.exit(0)
    for (const worker of workers) worker.process.kill('SIGTERM')
  }

  for (const reason of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(reason, endAll)
  for (let n = 0; n < count; n += 1) start()
}
