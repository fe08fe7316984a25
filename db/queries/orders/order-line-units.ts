import { and, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orderLines } from '@/db/schema/orders/order-lines'
import { orders } from '@/db/schema/orders/orders'
import type { OrderId } from '@/domain/ids'

/** Adds or removes units of lines; unknown lines are ignored. */
export async function changeLineUnits(
  tx: Executor,
  orderId: OrderId,
  deltas: readonly { lineExternalId: string; units: number }[],
): Promise<void> {
  // The stored lines no longer match the last snapshot.
  await tx.update(orders).set({ partsDigest: '' }).where(eq(orders.id, orderId))
  for (const { lineExternalId, units } of deltas) {
    const currentQuantity = sql`greatest(0, ${orderLines.currentQuantity} + ${units}::int)`
    await tx
      .update(orderLines)
      .set({ currentQuantity })
      .where(and(eq(orderLines.orderId, orderId), eq(orderLines.externalId, lineExternalId)))
  }
}
