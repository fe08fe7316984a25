import { transaction } from '@/db/client'
import {
  findShipment,
  listParcelsToTrack,
  type TrackedParcel,
} from '@/db/queries/fulfillment/parcel-tracking'
import type { ShipmentRow } from '@/db/queries/fulfillment/shipments'
import { saveShipment } from '@/db/queries/fulfillment/storefront-fulfillments'
import { lockOrder } from '@/db/queries/orders/orders'
import { SHIPMENT_STATUS_EVENTS } from '@/domain/events/shipment-events'
import { canMove } from '@/domain/order/order-state'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { systemActor } from '@/domain/staff/actor'
import { findTracking, type TrackingStatus } from '@/server/adapters/easypost/easypost'
import { carrier } from '@/server/connections'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { openException } from '../exceptions/open-exception'

/** Polling interval per parcel, and the age at which polling stops. */
const POLL_SECONDS = 4 * 60 * 60
const DAY_MS = 24 * 60 * 60 * 1000
const MAX_TRACKING_DAYS = 60
const BATCH = 100

const context = { actor: systemActor('tracking'), requestId: 'tracking' }

/**
 * Polls the carrier for the status of parcels that we shipped. Opens an exception for a lost or
 * returned parcel and closes it if the parcel is found. Stops when the carrier is unavailable.
 */
export async function trackParcels(
  retryScale: number,
  now = new Date(),
): Promise<{ polled: number; updated: number }> {
  const parcels = await transaction((tx) =>
    listParcelsToTrack(tx, {
      before: new Date(now.getTime() - scaledDelay(POLL_SECONDS, retryScale) * 1000),
      since: new Date(now.getTime() - MAX_TRACKING_DAYS * DAY_MS),
      limit: BATCH,
    }),
  )
  const result = { polled: 0, updated: 0 }
  for (const parcel of parcels) {
    const answer = await findTracking(carrier(), parcel.idempotencyKey)
    if (answer.outcome === 'unavailable' || answer.outcome === 'unknown') return result
    const status = answer.outcome === 'ok' ? answer.value?.status : undefined
    result.polled += 1
    if (await runInTransaction(context, (uow) => recordStatus(uow, parcel, status)))
      result.updated += 1
  }
  return result
}

/** Saves a parcel's status; returns true when it changed. */
async function recordStatus(
  uow: UnitOfWork,
  { id, orderId }: TrackedParcel,
  status: TrackingStatus | undefined,
): Promise<boolean> {
  await lockOrder(uow.tx, orderId)
  const shipment = await findShipment(uow.tx, id)
  await saveShipment(uow.tx, id, { trackedAt: uow.now })
  if (!shipment || !status || status === 'pending' || status === shipment.status) return false
  if (!canMove(shipment.status, status, 'shipment')) return false
  const delivered = status === 'delivered' ? { deliveredAt: uow.now } : {}
  await saveShipment(uow.tx, id, { status, ...delivered })
  const { carrier: by, trackingNumber } = shipment
  uow.record(SHIPMENT_STATUS_EVENTS[status]({ orderId, carrier: by, trackingNumber }))
  await updateExceptions(uow, shipment, status)
  return true
}

async function updateExceptions(
  uow: UnitOfWork,
  { id, orderId, trackingNumber }: ShipmentRow,
  status: TrackingStatus,
): Promise<void> {
  const parcel = `Parcel ${trackingNumber ?? ''}`.trim()
  const detail = { shipmentId: id }
  if (status === 'lost') {
    const message = `${parcel} was reported lost by the carrier.`
    await openException(uow, { orderId, kind: 'shipment_lost', code: 'lost', message, detail })
    return
  }
  await closeExceptions(uow, { orderId, kind: 'shipment_lost' }, 'the carrier found the parcel')
  if (status === 'returned') {
    const message = `${parcel} was returned to the sender.`
    const report = { orderId, kind: 'delivery_failed', code: 'returned', message, detail } as const
    await openException(uow, report)
  } else if (status === 'delivered') {
    await closeExceptions(uow, { orderId, kind: 'delivery_failed' }, 'the parcel was delivered')
  }
}
