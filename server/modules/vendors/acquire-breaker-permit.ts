import { acquireSlot, findBreaker, takeProbe } from '@/db/queries/pipeline/breakers'
import { type BreakerKey, DRAIN_PER_SECOND } from '@/domain/pipeline/breaker'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Longer than any vendor call takes; a probe without a result by then is lost. */
export const PROBE_MS = 90_000

/** How far ahead the slots of a draining queue are reserved. */
const MAX_SLOT_DELAY_MS = 5000

/** Whether the call may be made, after a delay, or must be queued. */
export type BreakerPermit = { outcome: 'go'; afterMs: number } | { outcome: 'queue' }

/**
 * Returns whether a vendor may be called now. Call it in the transaction that prepares the vendor
 * call, before the attempt is counted.
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
      const afterMs = await acquireSlot(uow.tx, key, { everyMs, withinMs: MAX_SLOT_DELAY_MS })
      return afterMs === undefined ? { outcome: 'queue' } : { outcome: 'go', afterMs }
    }
  }
}
