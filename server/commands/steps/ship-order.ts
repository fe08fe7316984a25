import { listOrderAddresses } from '@/db/queries/order-parts'
import { getStorefront } from '@/db/queries/orders'
import { listLinesToSend, releaseBeyond } from '@/db/queries/restock'
import { findShipmentByKey, insertShipment, sumShippedUnits } from '@/db/queries/shipments'
import { shipStock } from '@/db/queries/stock'
import type { LabelRequest } from '@/server/adapters/easypost/shipment-request'
import type { Label } from '@/server/adapters/easypost/shipments'
import type { VendorOutcome } from '@/server/domain/vendor'
import { passBreaker } from '../breakers/pass-breaker'
import { findCustoms } from '../shipments/find-customs'
import { findSender } from '../shipments/find-sender'
import { describeLabelFailure, requestLabel } from '../shipments/request-label'
import { type LineToShip, parcelGrams, selectLinesToShip } from '../shipments/select-lines'
import type { WriteScope } from '../write'
import { failed, type StepCall, type StepEnd, type StepWork } from './step'

const CARRIER = 'carrier:easypost'

/** The key of the shipment that an order's own way through the pipeline makes. */
export const shipmentKey = (orderId: string): string => `${orderId}:ship`

/** Buys the label and takes the goods off the shelf: step `ship`. */
export async function shipOrder(
  scope: WriteScope,
  { order, step }: StepWork,
): Promise<StepEnd | StepCall> {
  const existing = await findShipmentByKey(scope.tx, shipmentKey(order.id))
  if (existing) return shipped(existing.trackingNumber ?? '', existing.carrier ?? '')
  const lines = await selectLines(scope, order.id, order.fulfilmentStatus === 'fulfilled')
  if (!Array.isArray(lines)) return lines
  const [storefront, addresses] = await Promise.all([
    getStorefront(scope.tx, order.storefrontId),
    listOrderAddresses(scope.tx, order.id),
  ])
  const to = addresses.find((address) => address.kind === 'shipping')
  if (!to) {
    const message = 'The order has goods to send but no shipping address.'
    return failed({ kind: 'address_invalid', code: 'no_address', message })
  }
  const from = findSender(storefront)
  if (!from) {
    const message = `The storefront ${storefront.name} has no ship-from address yet.`
    return failed({ kind: 'internal_error', code: 'ships_from_missing', message })
  }
  const customs = await findCustoms(scope.tx, order, lines, { from, to })
  if (customs.outcome === 'failed') return customs
  const request: LabelRequest = {
    reference: shipmentKey(order.id),
    to: { ...to, email: order.email },
    from,
    parcel: { grams: parcelGrams(lines) },
    isFirstTry: step.attempts === 0,
    ...(customs.items ? { customs: { signer: storefront.name, items: customs.items } } : {}),
  }
  const passage = await passBreaker(scope, CARRIER)
  if (passage.outcome === 'queue') return { outcome: 'queued', breaker: CARRIER }
  return {
    outcome: 'call',
    breaker: CARRIER,
    afterMs: passage.afterMs,
    call: async () => {
      const answer = await requestLabel(request)
      return (later, work) => recordLabel(later, work, lines, request, answer)
    },
  }
}

/** The lines that are left to send, or why the step has nothing to do. */
async function selectLines(
  scope: WriteScope,
  orderId: string,
  isFulfilled: boolean,
): Promise<LineToShip[] | StepEnd> {
  const [lines, gone] = await Promise.all([
    listLinesToSend(scope.tx, orderId),
    sumShippedUnits(scope.tx, orderId),
  ])
  if (isFulfilled && gone.size > 0) {
    return { outcome: 'skipped', reason: 'the storefront has shipped the order' }
  }
  const left = selectLinesToShip(lines, gone)
  if (left.length > 0) return left
  const reason = gone.size > 0 ? 'the storefront has shipped the order' : 'nothing to ship'
  return { outcome: 'skipped', reason }
}

async function recordLabel(
  scope: WriteScope,
  { order }: StepWork,
  lines: LineToShip[],
  request: LabelRequest,
  answer: VendorOutcome<Label>,
): Promise<StepEnd> {
  if (answer.outcome !== 'ok') return failed(describeLabelFailure(answer))
  const label = answer.value
  const shipment = {
    orderId: order.id,
    source: 'pipeline' as const,
    status: 'label_bought' as const,
    carrier: label.carrier,
    service: label.service,
    trackingNumber: label.trackingNumber,
    trackingUrl: label.trackingUrl,
    labelUrl: label.labelUrl,
    carrierReference: label.carrierReference,
    costMinor: label.costMinor,
    costCurrency: label.costCurrency,
    customs: request.customs ? toStored(request.customs) : null,
    idempotencyKey: request.reference,
    shippedAt: scope.now,
  }
  const units = lines.map(({ id, units: quantity }) => ({ lineId: id, quantity }))
  await insertShipment(scope.tx, shipment, units)
  await releaseBeyond(scope.tx, order.id, units)
  await shipStock(scope.tx, order.id)
  const facts = { carrier: label.carrier, service: label.service }
  const { trackingNumber, trackingUrl } = label
  const data = { ...facts, trackingNumber, trackingUrl }
  await scope.recordOrderEvent(order.id, 'shipment.label_bought', data)
  return shipped(label.trackingNumber, label.carrier)
}

/** JSON has no bigint. */
function toStored(customs: NonNullable<LabelRequest['customs']>): Record<string, unknown> {
  const items = customs.items.map((item) => ({ ...item, valueMinor: item.valueMinor.toString() }))
  return { signer: customs.signer, items }
}

const shipped = (trackingNumber: string, carrier: string): StepEnd => ({
  outcome: 'done',
  result: { trackingNumber, carrier },
  order: { fulfilmentStatus: 'fulfilled' },
})
