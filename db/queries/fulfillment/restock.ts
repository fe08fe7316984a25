import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { products, stockAllocations } from '@/db/schema/fulfillment'
import type { OrderId, OrderLineId } from '@/domain/ids'
import { sumUnshippedRefunds } from '../money/resolutions'
import { listOrderLines, type OrderLineRow } from '../orders/order-parts'
import { preparedRows } from '../sql/prepared-rows'
import type { StockAllocationRow } from './stock'

/**
 * Returns an order's lines with `currentQuantity` reduced by units that a user refunded before they
 * shipped.
 */
export async function listLinesToShip(tx: Executor, orderId: OrderId): Promise<OrderLineRow[]> {
  const [lines, refunded] = await Promise.all([
    listOrderLines(tx, orderId),
    sumUnshippedRefunds(tx, orderId),
  ])
  return lines.map((line) => ({
    ...line,
    currentQuantity: Math.max(0, line.currentQuantity - (refunded.get(line.id) ?? 0)),
  }))
}

/** Locks the products of an order's allocations in ID order; returns the allocations. */
export async function lockAllocations(
  tx: Executor,
  orderId: OrderId,
): Promise<StockAllocationRow[]> {
  const allocations = await listAllocations(tx, orderId)
  const ids = allocations.map(({ productId }) => productId)
  if (ids.length > 0) {
    await tx
      .select({ id: products.id })
      .from(products)
      .where(inArray(products.id, ids))
      .orderBy(asc(products.id))
      .for('update')
  }
  return allocations
}

const allocationsOf = preparedRows(stockAllocations)<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} and status = 'reserved'`,
)

/** Returns an order's unshipped allocations. */
export function listAllocations(tx: Executor, orderId: OrderId): Promise<StockAllocationRow[]> {
  return allocationsOf(tx, { orderId })
}

/** Releases up to `units` of a line's allocation; returns the units released. */
export async function reduceAllocation(
  tx: Executor,
  allocation: Pick<StockAllocationRow, 'id' | 'productId' | 'quantity'>,
  units: number,
): Promise<number> {
  const released = Math.min(units, allocation.quantity)
  if (released <= 0) return 0
  const rest = allocation.quantity - released
  await tx
    .update(stockAllocations)
    .set(rest > 0 ? { quantity: rest } : { status: 'released' })
    .where(eq(stockAllocations.id, allocation.id))
  await tx
    .update(products)
    .set({ allocated: sql`${products.allocated} - ${released}` })
    .where(eq(products.id, allocation.productId))
  return released
}

/** Releases allocations beyond the units that ship. */
export async function releaseExcessAllocations(
  tx: Executor,
  orderId: OrderId,
  shipping: readonly { lineId: OrderLineId; quantity: number }[],
): Promise<void> {
  const unitsOf = (lineId: OrderLineId) =>
    shipping.find((line) => line.lineId === lineId)?.quantity ?? 0
  const allocations = await listAllocations(tx, orderId)
  if (allocations.every((row) => row.quantity <= unitsOf(row.lineId))) return
  for (const row of await lockAllocations(tx, orderId))
    await reduceAllocation(tx, row, row.quantity - unitsOf(row.lineId))
}

/** Adjusts a product's stock on hand; never below the allocated stock. */
export async function adjustOnHand(tx: Executor, productId: string, units: number): Promise<void> {
  await tx
    .update(products)
    .set({ onHand: sql`greatest(${products.allocated}, ${products.onHand} + ${units})` })
    .where(eq(products.id, productId))
}
