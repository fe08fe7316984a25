import { listLinesToSend } from '@/db/queries/fulfillment/restock'
import { sumShippedUnits } from '@/db/queries/fulfillment/shipments'
import { listStockAllocations } from '@/db/queries/fulfillment/stock'
import type { OrderLineRow } from '@/db/queries/orders/order-parts'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Lines with goods in them for which nothing is set aside yet. `currentQuantity` is how many units
 * are still to be sent; what has left in an earlier parcel is not among them.
 */
export async function listOpenLines(
  uow: UnitOfWork,
  orderId: string,
  linesToSend = listLinesToSend(uow.tx, orderId),
): Promise<OrderLineRow[]> {
  const [lines, allocations] = await Promise.all([
    linesToSend,
    listStockAllocations(uow.tx, orderId),
  ])
  const linesOf = (status: string) =>
    new Set(allocations.filter((row) => row.status === status).map((row) => row.lineId))
  const [held, sent] = [linesOf('reserved'), linesOf('shipped')]
  const gone = sent.size > 0 ? await sumShippedUnits(uow.tx, orderId) : new Map<string, number>()
  return lines
    .filter((line) => line.requiresShipping && !line.isGiftCard && !held.has(line.id))
    .map((line) => ({
      ...line,
      currentQuantity: line.currentQuantity - (sent.has(line.id) ? (gone.get(line.id) ?? 0) : 0),
    }))
    .filter((line) => line.currentQuantity > 0)
}
