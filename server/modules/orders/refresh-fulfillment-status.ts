import { listShipmentLines, listShipments } from '@/db/queries/fulfillment/shipments'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { type OrderRow, saveOrder } from '@/db/queries/orders/orders'
import type { OrderId } from '@/domain/ids'
import type { FulfillmentStatus } from '@/domain/order/order-state'
import { furtherFulfillment } from '@/domain/order/storefront-facts'
import { deriveFulfillmentStatus } from '@/domain/shipment/fulfillment-status'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Updates an order's fulfillment status to the further one of its shipments' and the storefront's:
 * each side learns later of what the other shipped.
 */
export async function refreshFulfillmentStatus(
  uow: UnitOfWork,
  order: Pick<OrderRow, 'id' | 'fulfillmentStatus'>,
  storefrontStatus: FulfillmentStatus,
): Promise<void> {
  const ours = await deriveFromShipments(uow, order.id)
  const fulfillmentStatus = ours ? furtherFulfillment(ours, storefrontStatus) : storefrontStatus
  if (fulfillmentStatus !== order.fulfillmentStatus)
    await saveOrder(uow.tx, order.id, { fulfillmentStatus })
}

/** Returns the fulfillment status by the shipments; undefined without any. */
export async function deriveFromShipments(
  uow: UnitOfWork,
  orderId: OrderId,
): Promise<FulfillmentStatus | undefined> {
  const shipments = await listShipments(uow.tx, orderId)
  if (shipments.length === 0) return undefined
  const parcels = []
  for (const { id, status } of shipments)
    parcels.push({ status, lines: await listShipmentLines(uow.tx, id) })
  const lines = await listOrderLines(uow.tx, orderId)
  const left = lines.map((line) => ({ ...line, quantity: line.currentQuantity }))
  return deriveFulfillmentStatus(left, parcels)
}
