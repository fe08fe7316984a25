import { acquireSlot, findBreaker, takeProbe } from '@/db/queries/pipeline/breakers'
import { type BreakerKey, DRAIN_PER_SECOND } from '@/domain/pipeline/breaker'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Longer than any call to a vendor takes; a probe that is not back by then is lost. */
export const PROBE_MS = 90_000

/** How far ahead places of a draining queue are given away; the rest keep waiting in the queue. */
const AHEAD_MS = 5000

/** Either the call may be made, after so many milliseconds, or its order has to queue. */
export type BreakerPermit = { outcome: 'go'; afterMs: number } | { outcome: 'queue' }

/**
 * Asks whether a vendor may be called now. Asked in the write that prepares the call, before
 * anything is counted as tried.
 */
export async function acquireBreakerPermit(
  uow: UnitOfWork,
  key: BreakerKey,
): Promise<BreakerPermit> {
  const breaker = await findBreaker(uow.tx, key)
  switch (breaker?.state) {
    case undefined:
    case 'closed':
      return { outcome: 'go', afterMs: 0 }
    case 'open':
    case 'probing':
      return (await takeProbe(uow.tx, key, PROBE_MS))
        ? { outcome: 'go', afterMs: 0 }
        : { outcome: 'queue' }
    case 'draining': {
      const everyMs = 1000 / DRAIN_PER_SECOND
      const afterMs = await acquireSlot(uow.tx, key, { everyMs, withinMs: AHEAD_MS })
      return afterMs === undefined ? { outcome: 'queue' } : { outcome: 'go', afterMs }
    }
  }
}
