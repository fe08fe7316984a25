import type { ShipmentRow } from '@/db/queries/fulfillment/shipments'
import { saveShipment } from '@/db/queries/fulfillment/storefront-fulfillments'
import type { OrderRow } from '@/db/queries/orders/orders'
import { SHIPMENT_STATUS_EVENTS } from '@/domain/events/shipment-events'
import { canMove } from '@/domain/order/order-state'
import type { FulfillmentFact } from '@/domain/order/storefront-facts'
import { openException } from '@/server/modules/exceptions/open-exception'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Applies a storefront's fulfillment to the shipment that we created: saves its ID and the carrier's
 * status. Ignores the status that we reported to the storefront ourselves.
 */
export async function followOwnShipment(
  uow: UnitOfWork,
  order: OrderRow,
  shipment: ShipmentRow,
  fact: FulfillmentFact,
): Promise<void> {
  const moves = fact.isFromCarrier && canMove(shipment.status, fact.status, 'shipment')
  const status = moves ? fact.status : shipment.status
  await saveShipment(uow.tx, shipment.id, {
    externalId: fact.externalId,
    storefrontUpdatedAt: fact.updatedAt,
    status,
    ...(status === 'delivered' && !shipment.deliveredAt ? { deliveredAt: fact.updatedAt } : {}),
  })
  if (status !== shipment.status) {
    const { carrier, trackingNumber } = shipment
    const changed = SHIPMENT_STATUS_EVENTS[status]
    uow.record(changed({ orderId: order.id, status, carrier, trackingNumber }))
  }
  if (fact.status !== 'canceled' || order.status === 'canceled') return
  await openException(uow, {
    orderId: order.id,
    kind: 'order_changed_late',
    code: 'fulfillment_canceled',
    message: `The storefront canceled the fulfillment of parcel ${shipment.trackingNumber ?? ''}, which we shipped.`,
    detail: { shipmentId: shipment.id },
  })
}
