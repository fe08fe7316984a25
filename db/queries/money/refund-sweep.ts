import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { resolutions } from '@/db/schema/resolutions'
import type { ResolutionRow } from './resolutions'

/**
 * Claims our refunds and reshipments whose next attempt was due before `before`, and postpones it to
 * `until`, so that concurrent sweeps don't claim the same row.
 */
export function claimOverdueResolutions(
  tx: Executor,
  before: Date,
  until: Date,
  limit: number,
): Promise<Pick<ResolutionRow, 'id' | 'orderId' | 'kind'>[]> {
  const due = tx
    .select({ id: resolutions.id })
    .from(resolutions)
    .where(
      and(
        eq(resolutions.status, 'pending'),
        eq(resolutions.source, 'person'),
        lt(resolutions.nextAttemptAt, before),
      ),
    )
    .limit(limit)
    .for('update', { skipLocked: true })
  return tx
    .update(resolutions)
    .set({ nextAttemptAt: until })
    .where(inArray(resolutions.id, due))
    .returning({ id: resolutions.id, orderId: resolutions.orderId, kind: resolutions.kind })
}

/** Expires approval requests whose deadline has passed; returns them. */
export function expireRequests(
  tx: Executor,
  now: Date,
  limit: number,
): Promise<Pick<ResolutionRow, 'id' | 'orderId' | 'kind' | 'requestedByName'>[]> {
  const due = tx
    .select({ id: resolutions.id })
    .from(resolutions)
    .where(and(eq(resolutions.status, 'requested'), lt(resolutions.expiresAt, now)))
    .limit(limit)
    .for('update', { skipLocked: true })
  return tx
    .update(resolutions)
    .set({ status: 'expired', settledAt: now, version: sql`${resolutions.version} + 1` })
    .where(inArray(resolutions.id, due))
    .returning({
      id: resolutions.id,
      orderId: resolutions.orderId,
      kind: resolutions.kind,
      requestedByName: resolutions.requestedByName,
    })
}
