import { insertShipment, type ShipmentRow } from '@/db/queries/fulfillment/shipments'
import {
  findFulfilledShipment,
  replaceShipmentLines,
  saveShipment,
} from '@/db/queries/fulfillment/storefront-fulfillments'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import type { OrderRow } from '@/db/queries/orders/orders'
import { SHIPMENT_STATUS_EVENTS } from '@/domain/events/shipment-events'
import type { OrderLineId } from '@/domain/ids'
import type { FulfillmentFact } from '@/domain/order/storefront-facts'
import {
  type FulfillmentPayload,
  mapFulfillment,
} from '@/server/adapters/shopify/payload/fulfillment'
import { type Ingest, occurredAt, processed, type WebhookOutcome } from '../orders/ingest'
import { lockOrder } from '../orders/lock-ingest-order'
import { refreshFulfillmentStatus } from '../orders/refresh-fulfillment-status'
import { resumeUnblockedSteps } from '../steps/resume-unblocked-steps'
import { followOwnShipment } from './internal/follow-own-shipment'

type Lines = { lineId: OrderLineId; quantity: number }[]

/**
 * Ingests a fulfillment from the storefront: its own parcel, or the echo of one of ours, which is
 * matched by tracking number.
 */
export async function ingestFulfillment(
  ingest: Ingest,
  payload: FulfillmentPayload,
): Promise<WebhookOutcome> {
  const { uow, webhook } = ingest
  const order = await lockOrder(ingest, payload.order_id)
  if (!order) return { status: 'waiting', reason: 'Waiting for its order.' }
  const orderId = order.id
  const fact = mapFulfillment(payload, { at: occurredAt(webhook) })
  const known = await findFulfilledShipment(uow.tx, orderId, fact)
  if (known?.storefrontUpdatedAt && fact.updatedAt < known.storefrontUpdatedAt)
    return { status: 'superseded', reason: 'A newer version was already processed.', orderId }
  if (known?.source === 'pipeline') await followOwnShipment(uow, order, known, fact)
  else {
    const lines = await linesOf(ingest, order, fact)
    if (!lines) return { status: 'waiting', reason: 'Waiting for its order line.', orderId }
    await saveStorefrontShipment(ingest, order, known, fact, lines)
  }
  const isCanceled = fact.status === 'canceled'
  await refreshFulfillmentStatus(uow, order, isCanceled ? 'unfulfilled' : order.fulfillmentStatus)
  await resumeUnblockedSteps(uow, order, 'fulfillment')
  return processed(orderId)
}

/** Returns the fulfillment's lines; undefined while one of them is unknown. */
async function linesOf(
  { uow }: Ingest,
  order: OrderRow,
  fact: FulfillmentFact,
): Promise<Lines | undefined> {
  const known = await listOrderLines(uow.tx, order.id)
  const ids = new Map(known.map((line) => [line.externalId, line.id]))
  const units = new Map<string, number>()
  for (const { lineExternalId, quantity } of fact.lines) {
    const lineId = ids.get(lineExternalId)
    if (!lineId) return undefined
    if (quantity > 0) units.set(lineId, (units.get(lineId) ?? 0) + quantity)
  }
  return [...units].map(([lineId, quantity]) => ({ lineId, quantity }))
}

async function saveStorefrontShipment(
  { uow, storefront }: Ingest,
  order: OrderRow,
  known: ShipmentRow | undefined,
  fact: FulfillmentFact,
  lines: Lines,
): Promise<void> {
  const { externalId, status, carrier, service, trackingNumber, trackingUrl, updatedAt } = fact
  const facts = {
    status,
    carrier,
    service,
    trackingNumber,
    trackingUrl,
    storefrontUpdatedAt: updatedAt,
    shippedAt: fact.shippedAt ?? known?.shippedAt ?? null,
    deliveredAt: status === 'delivered' ? (known?.deliveredAt ?? updatedAt) : null,
  }
  const { tx } = uow
  if (known) {
    await saveShipment(tx, known.id, facts)
    await replaceShipmentLines(tx, known.id, lines)
  } else {
    const idempotencyKey = `${storefront.id}:fulfillment:${externalId}`
    const row = { orderId: order.id, source: 'storefront' as const, externalId, idempotencyKey }
    await insertShipment(tx, { ...row, ...facts }, lines)
  }
  if (known?.status === status) return
  const data = { status, carrier, trackingNumber, by: 'storefront' }
  uow.record(SHIPMENT_STATUS_EVENTS[status]({ orderId: order.id, ...data }))
}
