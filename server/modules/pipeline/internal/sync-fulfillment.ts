import {
  listOwnParcels,
  listShipmentLines,
  type ShipmentRow,
  saveShipmentExternalId,
} from '@/db/queries/fulfillment/shipments'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront } from '@/db/queries/orders/orders'
import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { createFulfilment, type FulfilmentRequest } from '@/server/adapters/shopify/admin/admin'
import { storefrontAdmin } from '@/server/connections'
import {
  failed,
  type StepCall,
  type StepEnd,
  type StepWork,
} from '@/server/modules/steps/step-types'
import type { WriteScope } from '@/server/unit-of-work'

/** Tells the storefront what left and under which tracking number: step `sync`. */
export async function syncFulfilment(
  scope: WriteScope,
  { order }: StepWork,
): Promise<StepEnd | StepCall> {
  const storefront = await getStorefront(scope.tx, order.storefrontId)
  if (!storefront.writesBack) {
    return { outcome: 'skipped', reason: 'nothing is written back to this storefront' }
  }
  const shipment = (await listOwnParcels(scope.tx, order.id)).at(-1)
  if (!shipment) return { outcome: 'skipped', reason: 'we shipped nothing of this order' }
  if (shipment.externalId) return synced(shipment.externalId)
  const connection = storefrontAdmin(storefront.shopDomain)
  if (!connection) return { outcome: 'skipped', reason: 'no access to write to this storefront' }
  const request: FulfilmentRequest = {
    orderExternalId: order.externalId,
    lines: await listSyncedLines(scope, order.id, shipment),
    trackingNumber: shipment.trackingNumber ?? '',
    carrier: shipment.carrier ?? '',
    trackingUrl: shipment.trackingUrl ?? '',
  }
  return { outcome: 'call', call: () => tellStorefront(connection, request, shipment) }
}

async function listSyncedLines(
  scope: WriteScope,
  orderId: string,
  shipment: ShipmentRow,
): Promise<FulfilmentRequest['lines']> {
  const lines = await listOrderLines(scope.tx, orderId)
  const externalIds = new Map(lines.map((line) => [line.id, line.externalId]))
  const shipped = await listShipmentLines(scope.tx, shipment.id)
  return shipped.flatMap(({ lineId, quantity }) => {
    const externalId = externalIds.get(lineId)
    return externalId ? [{ externalId, quantity }] : []
  })
}

async function tellStorefront(
  connection: VendorConnection,
  request: FulfilmentRequest,
  shipment: ShipmentRow,
) {
  const answer = await createFulfilment(connection, request)
  return (scope: WriteScope) => recordSync(scope, shipment, answer)
}

async function recordSync(
  scope: WriteScope,
  shipment: ShipmentRow,
  answer: VendorOutcome<{ externalId: string }>,
): Promise<StepEnd> {
  if (answer.outcome === 'ok') {
    await saveShipmentExternalId(scope.tx, shipment, answer.value.externalId)
    return synced(answer.value.externalId)
  }
  return failed({
    kind: 'sync_failed',
    code: answer.outcome === 'refused' ? answer.code : answer.outcome,
    message: `The storefront did not take the tracking number: ${answer.message}`,
    detail: { shipmentId: shipment.id, trackingNumber: shipment.trackingNumber },
    ...(answer.outcome === 'unavailable' && answer.retryAfterSeconds !== undefined
      ? { retryAfterSeconds: answer.retryAfterSeconds }
      : {}),
  })
}

const synced = (externalId: string): StepEnd => ({
  outcome: 'done',
  result: { fulfilmentExternalId: externalId },
})
