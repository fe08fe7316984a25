import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { products, reshipmentAllocations } from '@/db/schema/fulfillment'
import type { ResolutionId } from '@/domain/ids'

type Allocation = typeof reshipmentAllocations.$inferSelect

/** Allocates stock to a reshipment. Requires locks on the products. */
export async function insertReshipmentAllocations(
  tx: Executor,
  resolutionId: ResolutionId,
  rows: Pick<Allocation, 'lineId' | 'productId' | 'quantity'>[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.insert(reshipmentAllocations).values(rows.map((row) => ({ ...row, resolutionId })))
  for (const { productId, quantity } of rows) {
    await tx
      .update(products)
      .set({ allocated: sql`${products.allocated} + ${quantity}` })
      .where(eq(products.id, productId))
  }
}

/** Removes a reshipment's allocated stock from the stock on hand. */
export async function shipReshipmentStock(tx: Executor, resolutionId: ResolutionId): Promise<void> {
  const allocations = await tx
    .select()
    .from(reshipmentAllocations)
    .where(
      and(
        eq(reshipmentAllocations.resolutionId, resolutionId),
        eq(reshipmentAllocations.status, 'reserved'),
      ),
    )
  if (allocations.length === 0) return
  const ids = allocations.map(({ productId }) => productId)
  await tx
    .select({ id: products.id })
    .from(products)
    .where(inArray(products.id, ids))
    .orderBy(asc(products.id))
    .for('update')
  await tx
    .update(reshipmentAllocations)
    .set({ status: 'shipped' })
    .where(eq(reshipmentAllocations.resolutionId, resolutionId))
  for (const { productId, quantity } of allocations) {
    await tx
      .update(products)
      .set({
        allocated: sql`${products.allocated} - ${quantity}`,
        onHand: sql`${products.onHand} - ${quantity}`,
      })
      .where(eq(products.id, productId))
  }
}
