import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Liveness } from '@/db/queries/runner/runner-liveness'
import {
  dropStaleSlots,
  listFreeKeysWaitedFor,
  wakeWaitingRuns,
} from '@/db/queries/runner/runner-slots'
import { pruneRunner, type Retention, requeueLostRuns } from '@/db/queries/runner/runner-upkeep'
import { minuteOf } from './cron-schedule'
import { fireDueCrons } from './fire-crons'
import type { Registry } from './registry'

const RETENTION: Retention = { completedDays: 3, failedDays: 30, eventDays: 7 }

/** Runs `task` every `ms` until `signal` aborts. Errors are logged. */
async function repeat(
  ms: number,
  name: string,
  log: Logger,
  signal: AbortSignal,
  task: () => Promise<unknown>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await task()
    } catch (error) {
      log.error({ err: error, task: name }, 'upkeep task failed')
    }
    await delay(ms, undefined, { signal }).catch(() => {})
  }
}

/** Releases jobs of dead runners, repairs state after crashes, starts cron runs and prunes old rows. */
export function startUpkeep(
  liveness: Liveness,
  registry: () => Registry,
  log: Logger,
  signal: AbortSignal,
): void {
  let lastCronMinute = 0
  const tasks: [string, number, () => Promise<unknown>][] = [
    ['dead runners', 2_000, () => releaseDeadPools(liveness, log)],
    ['lost runs', 15_000, () => repairRuns(log)],
    [
      'cron',
      1_000,
      async () => {
        const minute = minuteOf(Date.now())
        if (minute === lastCronMinute) return
        await fireDueCrons(registry(), minute)
        lastCronMinute = minute
      },
    ],
    ['prune', 10 * 60_000, prune],
  ]
  for (const [name, ms, task] of tasks) void repeat(ms, name, log, signal, task)
}

async function releaseDeadPools(liveness: Liveness, log: Logger): Promise<void> {
  const dead = await liveness.releaseDeadPools()
  if (dead.length > 0) log.warn({ pools: dead }, 'released the jobs of dead runners')
}

async function repairRuns(log: Logger): Promise<void> {
  await dropStaleSlots()
  await wakeWaitingRuns(await listFreeKeysWaitedFor())
  const lost = await requeueLostRuns()
  if (lost.length > 0) log.error({ runs: lost.length }, 'requeued runs that had no job')
}

async function prune(): Promise<void> {
  while (!(await pruneRunner(RETENTION))) await delay(100)
}

/** Rejects when the database does not respond in time, or the liveness connection was lost. */
export async function watchLiveness(liveness: Liveness, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const timeout = new AbortController()
    await Promise.race([
      liveness.check(),
      delay(10_000, undefined, { signal: timeout.signal }).then(() => {
        throw new Error('the database does not respond')
      }),
    ]).finally(() => timeout.abort())
    await delay(2_000, undefined, { signal }).catch(() => {})
  }
}
