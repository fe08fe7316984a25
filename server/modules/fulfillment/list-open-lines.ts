import { listLinesToShip } from '@/db/queries/fulfillment/restock'
import { sumShippedUnits } from '@/db/queries/fulfillment/shipments'
import { listStockAllocations } from '@/db/queries/fulfillment/stock'
import type { OrderLineRow } from '@/db/queries/orders/order-parts'
import type { OrderId } from '@/domain/ids'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Returns shippable lines without allocated stock. `currentQuantity` is the units to ship, without
 * those of earlier parcels.
 */
export async function listOpenLines(
  uow: UnitOfWork,
  orderId: OrderId,
  linesToSend = listLinesToShip(uow.tx, orderId),
): Promise<OrderLineRow[]> {
  const [lines, allocations] = await Promise.all([
    linesToSend,
    listStockAllocations(uow.tx, orderId),
  ])
  const linesOf = (status: string) =>
    new Set(allocations.filter((row) => row.status === status).map((row) => row.lineId))
  const [allocated, shipped] = [linesOf('reserved'), linesOf('shipped')]
  const shippedUnits =
    shipped.size > 0 ? await sumShippedUnits(uow.tx, orderId) : new Map<string, number>()
  return lines
    .filter((line) => line.requiresShipping && !line.isGiftCard && !allocated.has(line.id))
    .map((line) => ({
      ...line,
      currentQuantity:
        line.currentQuantity - (shipped.has(line.id) ? (shippedUnits.get(line.id) ?? 0) : 0),
    }))
    .filter((line) => line.currentQuantity > 0)
}
