import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { resolutionLines, resolutions } from '@/db/schema/resolutions'
import type { OrderId } from '@/domain/ids'
import type { NewResolution, NewResolutionLine, ResolutionRow } from './resolutions'

export type PendingRefund = Pick<ResolutionRow, 'id' | 'externalId'>

/** Counts an order's succeeded and pending refunds from any source. */
export async function countRefunds(tx: Executor, orderId: OrderId): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(resolutions)
    .where(
      and(
        eq(resolutions.orderId, orderId),
        eq(resolutions.kind, 'refund'),
        notInArray(resolutions.status, ['requested', 'failed', 'rejected']),
      ),
    )
  return row?.count ?? 0
}

/** Inserts a storefront's refund; returns false when it already exists. */
export async function insertStorefrontRefund(
  tx: Executor,
  refund: NewResolution,
  lines: readonly NewResolutionLine[],
): Promise<boolean> {
  const [added] = await tx
    .insert(resolutions)
    .values(refund)
    .onConflictDoNothing({ target: resolutions.idempotencyKey })
    .returning({ id: resolutions.id })
  if (!added) return false
  const rows = lines.map((line) => ({ ...line, resolutionId: added.id }))
  if (rows.length > 0) await tx.insert(resolutionLines).values(rows)
  return true
}

/** Returns the pending refunds made at the storefront. */
export function listPendingStorefrontRefunds(
  tx: Executor,
  orderId: OrderId,
): Promise<PendingRefund[]> {
  return tx
    .select({ id: resolutions.id, externalId: resolutions.externalId })
    .from(resolutions)
    .where(
      and(
        eq(resolutions.orderId, orderId),
        eq(resolutions.source, 'storefront'),
        eq(resolutions.status, 'pending'),
      ),
    )
}
