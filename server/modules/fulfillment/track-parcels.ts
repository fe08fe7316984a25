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

/** How often the carrier is asked about a parcel, and for how long at most. */
const ASK_SECONDS = 4 * 60 * 60
const DAY_MS = 24 * 60 * 60 * 1000
const GIVE_UP_DAYS = 60
const BATCH = 100

const context = { actor: systemActor('tracking'), requestId: 'tracking' }

/**
 * Asks the carrier where the parcels are that left here. One that is lost or came back goes to the
 * inbox, and leaves it when it is found after all. Stops when the carrier does not answer.
 */
export async function trackParcels(
  retryScale: number,
  now = new Date(),
): Promise<{ asked: number; moved: number }> {
  const parcels = await transaction((tx) =>
    listParcelsToTrack(tx, {
      before: new Date(now.getTime() - scaledDelay(ASK_SECONDS, retryScale) * 1000),
      since: new Date(now.getTime() - GIVE_UP_DAYS * DAY_MS),
      limit: BATCH,
    }),
  )
  const result = { asked: 0, moved: 0 }
  for (const parcel of parcels) {
    const answer = await findTracking(carrier(), parcel.idempotencyKey)
    if (answer.outcome === 'unavailable' || answer.outcome === 'unknown') return result
    const status = answer.outcome === 'ok' ? answer.value?.status : undefined
    result.asked += 1
    if (await runInTransaction(context, (uow) => record(uow, parcel, status))) result.moved += 1
  }
  return result
}

/** Writes down where a parcel is; whether that is news. */
async function record(
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
  await tellPeople(uow, shipment, status)
  return true
}

async function tellPeople(
  uow: UnitOfWork,
  { id, orderId, trackingNumber }: ShipmentRow,
  status: TrackingStatus,
): Promise<void> {
  const parcel = `The parcel ${trackingNumber ?? ''}`.trim()
  const detail = { shipmentId: id }
  if (status === 'lost') {
    const message = `${parcel} is lost: the carrier gave it up.`
    await openException(uow, { orderId, kind: 'shipment_lost', code: 'lost', message, detail })
    return
  }
  await closeExceptions(uow, { orderId, kind: 'shipment_lost' }, 'the carrier found the parcel')
  if (status === 'returned') {
    const message = `${parcel} came back to the sender.`
    const report = { orderId, kind: 'delivery_failed', code: 'returned', message, detail } as const
    await openException(uow, report)
  } else if (status === 'delivered') {
    await closeExceptions(uow, { orderId, kind: 'delivery_failed' }, 'the parcel was delivered')
  }
}
