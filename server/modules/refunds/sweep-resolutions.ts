import { claimOverdueResolutions, expireRequests } from '@/db/queries/money/refund-sweep'
import { refundExpired, reshipmentExpired } from '@/domain/events/resolution-events'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'

const MINUTE_MS = 60_000

/** How late the engine may start a retry before the sweep starts it. */
const GRACE_MS = MINUTE_MS
const RECHECK_MS = 5 * MINUTE_MS
const BATCH = 200

/**
 * Restarts refunds and reshipments whose next attempt is overdue (harmless while they are running),
 * and expires approval requests.
 */
export function sweepResolutions(now = new Date()): Promise<{ resumed: number; expired: number }> {
  const requestId = `sweep-${now.toISOString()}`
  return runInTransaction({ actor: systemActor('sweep'), requestId }, async (uow) => {
    const before = new Date(now.getTime() - GRACE_MS)
    const until = new Date(now.getTime() + RECHECK_MS)
    const overdue = await claimOverdueResolutions(uow.tx, before, until, BATCH)
    for (const { id: resolutionId, orderId, kind } of overdue) {
      const name = `${kind}/requested` as const
      uow.emit({ name, data: { resolutionId, orderId, requestId } })
    }
    const expired = await expireRequests(uow.tx, now, BATCH)
    for (const { id: resolutionId, orderId, kind } of expired) {
      const requestExpired = kind === 'refund' ? refundExpired : reshipmentExpired
      uow.record(requestExpired({ orderId, resolutionId }))
    }
    return { resumed: overdue.length, expired: expired.length }
  })
}
