import { findBreaker } from '@/db/queries/pipeline/breakers'
import type { OrderId } from '@/domain/ids'
import {
  BREAKERS,
  type BreakerKey,
  type BreakerState,
  WAITING_KIND,
} from '@/domain/pipeline/breaker'
import type { UnitOfWork } from '@/server/unit-of-work'
import { queueException } from '../exceptions/queue-exception'
import { acquireBreakerPermit } from './acquire-breaker-permit'

/** The vendor is down: the run sleeps for `waitMs` without using up an attempt. */
export type QueuedWork = { outcome: 'queued'; waitMs: number }

/** The queued work. `isFiled`: whether the inbox shows that it waits. */
export type WaitingWork = {
  orderId: OrderId
  step?: string
  detail?: Record<string, unknown>
  isFiled: boolean
  retryScale: number
}

/** Delay while another run probes, or the draining queue has no free slot. */
const RECHECK_MS = 5000
const MIN_MS = 50
/** Jitter, so that waiting runs do not all return at once. */
const JITTER_MS = 2000

/** Whether the breaker stops calls to its vendor. */
export const isDown = (state: BreakerState | undefined) => state === 'open' || state === 'probing'

/**
 * Returns whether work outside the order pipeline may call a vendor. If not, the work waits in its
 * own run without using up an attempt, and the inbox shows it with the outage's other orders.
 */
export async function passOrQueue(
  uow: UnitOfWork,
  key: BreakerKey,
  work: WaitingWork,
): Promise<{ outcome: 'go'; afterMs: number } | QueuedWork> {
  const permit = await acquireBreakerPermit(uow, key)
  return permit.outcome === 'go' ? permit : queueWork(uow, key, work)
}

/** Files work that waits for a vendor, and returns how long its run sleeps. */
export async function queueWork(
  uow: UnitOfWork,
  key: BreakerKey,
  { orderId, step, detail, isFiled, retryScale }: WaitingWork,
): Promise<QueuedWork> {
  const breaker = await findBreaker(uow.tx, key)
  const dueMs = (breaker?.nextProbeAt?.getTime() ?? 0) - uow.now.getTime()
  const jitterMs = Math.random() * JITTER_MS * retryScale
  const pauseMs = breaker?.state === 'open' ? dueMs : RECHECK_MS * retryScale
  const waitMs = Math.ceil(Math.max(MIN_MS, pauseMs + jitterMs))
  if (isFiled) {
    await queueException(uow, {
      orderId,
      ...(step ? { step } : {}),
      kind: WAITING_KIND[key],
      code: breaker?.lastError?.code ?? 'unavailable',
      message: breaker?.lastError?.message ?? `${BREAKERS[key].name} is down.`,
      ...(detail ? { detail } : {}),
      nextAttemptAt: new Date(uow.now.getTime() + waitMs),
      waitsFor: key,
    })
  }
  return { outcome: 'queued', waitMs }
}
