import { listShipmentLines, listShipments } from '@/db/queries/fulfillment/shipments'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { type OrderRow, saveOrder } from '@/db/queries/orders/orders'
import type { FulfilmentStatus } from '@/domain/order/order-state'
import { furtherFulfilment } from '@/domain/order/storefront-facts'
import { deriveFulfilmentStatus } from '@/domain/shipment/fulfillment-status'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Brings an order's fulfilment status up to its parcels and to what the storefront says, of which
 * the further one is right: each of the two hears later of what the other ships.
 */
export async function refreshFulfilmentStatus(
  uow: UnitOfWork,
  order: Pick<OrderRow, 'id' | 'fulfilmentStatus'>,
  storefrontSays: FulfilmentStatus,
): Promise<void> {
  const ours = await deriveFromShipments(uow, order.id)
  const fulfilmentStatus = ours ? furtherFulfilment(ours, storefrontSays) : storefrontSays
  if (fulfilmentStatus !== order.fulfilmentStatus)
    await saveOrder(uow.tx, order.id, { fulfilmentStatus })
}

/** What the parcels come to; undefined when there are none. */
export async function deriveFromShipments(
  uow: UnitOfWork,
  orderId: string,
): Promise<FulfilmentStatus | undefined> {
  const shipments = await listShipments(uow.tx, orderId)
  if (shipments.length === 0) return undefined
  const parcels = []
  for (const { id, status } of shipments)
    parcels.push({ status, lines: await listShipmentLines(uow.tx, id) })
  const lines = await listOrderLines(uow.tx, orderId)
  const left = lines.map((line) => ({ ...line, quantity: line.currentQuantity }))
  return deriveFulfilmentStatus(left, parcels)
}
