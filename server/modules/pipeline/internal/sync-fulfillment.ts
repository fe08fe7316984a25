import {
  listOwnParcels,
  listShipmentLines,
  type ShipmentRow,
  saveShipmentExternalId,
} from '@/db/queries/fulfillment/shipments'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront } from '@/db/queries/orders/orders'
import type { OrderId } from '@/domain/ids'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { createFulfillment, type FulfillmentRequest } from '@/server/adapters/shopify/admin/admin'
import { storefrontAdmin } from '@/server/connections'
import {
  failed,
  type StepCall,
  type StepOutcome,
  type StepWork,
} from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Step `sync`: creates the fulfillment with its tracking number in the storefront. */
export async function syncFulfillment(
  uow: UnitOfWork,
  { order }: StepWork,
): Promise<StepOutcome | StepCall> {
  const storefront = await getStorefront(uow.tx, order.storefrontId)
  if (!storefront.writesBack) {
    return { outcome: 'skipped', reason: 'this storefront is not updated by Aftercart' }
  }
  const shipment = (await listOwnParcels(uow.tx, order.id)).at(-1)
  if (!shipment) return { outcome: 'skipped', reason: 'we shipped no parcel of this order' }
  if (shipment.externalId) return synced(shipment.externalId)
  const connection = storefrontAdmin(storefront.shopDomain)
  if (!connection) return { outcome: 'skipped', reason: 'no connection to update this storefront' }
  const request: FulfillmentRequest = {
    orderExternalId: order.externalId,
    lines: await listSyncedLines(uow, order.id, shipment),
    trackingNumber: shipment.trackingNumber ?? '',
    carrier: shipment.carrier ?? '',
    trackingUrl: shipment.trackingUrl ?? '',
  }
  return { outcome: 'call', call: () => sendToStorefront(connection, request, shipment) }
}

async function listSyncedLines(
  uow: UnitOfWork,
  orderId: OrderId,
  shipment: ShipmentRow,
): Promise<FulfillmentRequest['lines']> {
  const lines = await listOrderLines(uow.tx, orderId)
  const externalIds = new Map(lines.map((line) => [line.id, line.externalId]))
  const shipped = await listShipmentLines(uow.tx, shipment.id)
  return shipped.flatMap(({ lineId, quantity }) => {
    const externalId = externalIds.get(lineId)
    return externalId ? [{ externalId, quantity }] : []
  })
}

async function sendToStorefront(
  connection: VendorConnection,
  request: FulfillmentRequest,
  shipment: ShipmentRow,
) {
  const answer = await createFulfillment(connection, request)
  return (uow: UnitOfWork) => recordSync(uow, shipment, answer)
}

async function recordSync(
  uow: UnitOfWork,
  shipment: ShipmentRow,
  answer: VendorOutcome<{ externalId: string }>,
): Promise<StepOutcome> {
  if (answer.outcome === 'ok') {
    await saveShipmentExternalId(uow.tx, shipment, answer.value.externalId)
    return synced(answer.value.externalId)
  }
  return failed({
    kind: 'sync_failed',
    code: answer.outcome === 'refused' ? answer.code : answer.outcome,
    message: `Couldn't update the storefront: ${answer.message}`,
    detail: { shipmentId: shipment.id, trackingNumber: shipment.trackingNumber },
    ...(answer.outcome === 'unavailable' && answer.retryAfterSeconds !== undefined
      ? { retryAfterSeconds: answer.retryAfterSeconds }
      : {}),
  })
}

const synced = (externalId: string): StepOutcome => ({
  outcome: 'done',
  result: { fulfillmentExternalId: externalId },
})
