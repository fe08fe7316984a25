import { and, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orderLines, orders } from '@/db/schema/orders'
import type { OrderId } from '@/domain/ids'

/** Adds units to what is left of lines, or takes them off; lines that we do not have are left out. */
export async function changeLineUnits(
  tx: Executor,
  orderId: OrderId,
  deltas: readonly { lineExternalId: string; units: number }[],
): Promise<void> {
  // What is stored is no longer what the last snapshot showed.
  await tx.update(orders).set({ partsDigest: '' }).where(eq(orders.id, orderId))
  for (const { lineExternalId, units } of deltas) {
    const currentQuantity = sql`greatest(0, ${orderLines.currentQuantity} + ${units}::int)`
    await tx
      .update(orderLines)
      .set({ currentQuantity })
      .where(and(eq(orderLines.orderId, orderId), eq(orderLines.externalId, lineExternalId)))
  }
}
