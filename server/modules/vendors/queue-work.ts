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

/** The vendor is down: the run sleeps that long and asks again; nothing was tried. */
export type QueuedWork = { outcome: 'queued'; waitMs: number }

/** Whose work it is. `isFiled`: the inbox shows that it waits. */
export type WaitingWork = {
  orderId: OrderId
  step?: string
  detail?: Record<string, unknown>
  isFiled: boolean
  retryScale: number
}

/** While somebody else probes, or the places in a draining queue are taken. */
const LOOK_AGAIN_MS = 5000
const MIN_MS = 50
/** Those who wait do not all come back in the same moment. */
const SPREAD_MS = 2000

/** Whether no calls go to a vendor whose breaker stands so. */
export const isDown = (state: BreakerState | undefined) => state === 'open' || state === 'probing'

/**
 * Asks whether a vendor may be called by work that is no step of an order's way. What may not waits
 * in its own run: without an attempt of its policy used up, and filed with the others of the outage.
 */
export async function passOrQueue(
  uow: UnitOfWork,
  key: BreakerKey,
  work: WaitingWork,
): Promise<{ outcome: 'go'; afterMs: number } | QueuedWork> {
  const passage = await acquireBreakerPermit(uow, key)
  return passage.outcome === 'go' ? passage : queueWork(uow, key, work)
}

/** Files work that waits for a vendor, and says for how long its run sleeps. */
export async function queueWork(
  uow: UnitOfWork,
  key: BreakerKey,
  { orderId, step, detail, isFiled, retryScale }: WaitingWork,
): Promise<QueuedWork> {
  const breaker = await findBreaker(uow.tx, key)
  const dueMs = (breaker?.nextProbeAt?.getTime() ?? 0) - uow.now.getTime()
  const spreadMs = Math.random() * SPREAD_MS * retryScale
  const pauseMs = breaker?.state === 'open' ? dueMs : LOOK_AGAIN_MS * retryScale
  const waitMs = Math.ceil(Math.max(MIN_MS, pauseMs + spreadMs))
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
