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

/** Repeats `work` every `ms` until `signal` aborts; a failure is logged and tried again. */
async function every(
  ms: number,
  name: string,
  log: Logger,
  signal: AbortSignal,
  work: () => Promise<unknown>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work()
    } catch (error) {
      log.error({ err: error, task: name }, 'upkeep failed')
    }
    await delay(ms, undefined, { signal }).catch(() => {})
  }
}

/** Frees what dead runners hold, mends what a crash left behind, and forgets what is over. */
export function startUpkeep(
  liveness: Liveness,
  registry: () => Registry,
  log: Logger,
  signal: AbortSignal,
): void {
  let firedMinute = 0
  const tasks: [string, number, () => Promise<unknown>][] = [
    ['dead runners', 2_000, () => freeDeadPools(liveness, log)],
    ['lost runs', 15_000, () => mend(log)],
    [
      'cron',
      1_000,
      async () => {
        const minute = minuteOf(Date.now())
        if (minute === firedMinute) return
        await fireDueCrons(registry(), minute)
        firedMinute = minute
      },
    ],
    ['prune', 10 * 60_000, prune],
  ]
  for (const [name, ms, work] of tasks) void every(ms, name, log, signal, work)
}

async function freeDeadPools(liveness: Liveness, log: Logger): Promise<void> {
  const dead = await liveness.releaseDeadPools()
  if (dead.length > 0) log.warn({ pools: dead }, 'freed the jobs of runners that died')
}

async function mend(log: Logger): Promise<void> {
  await dropStaleSlots()
  await wakeWaitingRuns(await listFreeKeysWaitedFor())
  const lost = await requeueLostRuns()
  if (lost.length > 0) log.error({ runs: lost.length }, 'queued runs that had no job')
}

async function prune(): Promise<void> {
  while (!(await pruneRunner(RETENTION))) await delay(100)
}

/** Rejects when the database does not answer on the liveness connection, or not in time. */
export async function watchLiveness(liveness: Liveness, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const timeout = new AbortController()
    await Promise.race([
      liveness.check(),
      delay(10_000, undefined, { signal: timeout.signal }).then(() => {
        throw new Error('the database does not answer')
      }),
    ]).finally(() => timeout.abort())
    await delay(2_000, undefined, { signal }).catch(() => {})
  }
}
