import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { products, stockAllocations } from '@/db/schema/fulfillment'
import type { OrderId, OrderLineId } from '@/domain/ids'
import { sumUnshippedRefunds } from '../money/resolutions'
import { listOrderLines, type OrderLineRow } from '../orders/order-parts'
import { preparedRows } from '../sql/whole-rows'
import type { StockAllocationRow } from './stock'

/**
 * An order's lines as they are still to be sent: units that a person refunded before they left
 * are taken off what the storefront says is there.
 */
export async function listLinesToSend(tx: Executor, orderId: OrderId): Promise<OrderLineRow[]> {
  const [lines, refunded] = await Promise.all([
    listOrderLines(tx, orderId),
    sumUnshippedRefunds(tx, orderId),
  ])
  return lines.map((line) => ({
    ...line,
    currentQuantity: Math.max(0, line.currentQuantity - (refunded.get(line.id) ?? 0)),
  }))
}

/** Locks what is set aside for an order, and the products behind it in the order of their ids. */
export async function lockReservations(
  tx: Executor,
  orderId: OrderId,
): Promise<StockAllocationRow[]> {
  const held = await listReservations(tx, orderId)
  const ids = held.map(({ productId }) => productId)
  if (ids.length > 0) {
    await tx
      .select({ id: products.id })
      .from(products)
      .where(inArray(products.id, ids))
      .orderBy(asc(products.id))
      .for('update')
  }
  return held
}

const reservationsOf = preparedRows(stockAllocations)<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} and status = 'reserved'`,
)

/** What is set aside for an order and has not left. */
export function listReservations(tx: Executor, orderId: OrderId): Promise<StockAllocationRow[]> {
  return reservationsOf(tx, { orderId })
}

/** Gives back some of what is set aside for a line, at most all of it; returns how many units. */
export async function shrinkReservation(
  tx: Executor,
  held: Pick<StockAllocationRow, 'id' | 'productId' | 'quantity'>,
  units: number,
): Promise<number> {
  const freed = Math.min(units, held.quantity)
  if (freed <= 0) return 0
  const rest = held.quantity - freed
  await tx
    .update(stockAllocations)
    .set(rest > 0 ? { quantity: rest } : { status: 'released' })
    .where(eq(stockAllocations.id, held.id))
  await tx
    .update(products)
    .set({ allocated: sql`${products.allocated} - ${freed}` })
    .where(eq(products.id, held.productId))
  return freed
}

/** Gives back what is set aside beyond the units that really leave. */
export async function releaseBeyond(
  tx: Executor,
  orderId: OrderId,
  leaving: readonly { lineId: OrderLineId; quantity: number }[],
): Promise<void> {
  const unitsOf = (lineId: OrderLineId) =>
    leaving.find((one) => one.lineId === lineId)?.quantity ?? 0
  const held = await listReservations(tx, orderId)
  if (held.every((row) => row.quantity <= unitsOf(row.lineId))) return
  for (const row of await lockReservations(tx, orderId))
    await shrinkReservation(tx, row, row.quantity - unitsOf(row.lineId))
}

/** Changes what lies on the shelf; never below what is set aside. */
export async function moveOnHand(tx: Executor, productId: string, units: number): Promise<void> {
  await tx
    .update(products)
    .set({ onHand: sql`greatest(${products.allocated}, ${products.onHand} + ${units})` })
    .where(eq(products.id, productId))
}
