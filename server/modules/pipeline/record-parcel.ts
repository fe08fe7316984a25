import { releaseExcessAllocations } from '@/db/queries/fulfillment/restock'
import { insertShipment } from '@/db/queries/fulfillment/shipments'
import { shipStock } from '@/db/queries/fulfillment/stock'
import { shipmentHandedOver, shipmentLabelBought } from '@/domain/events/shipment-events'
import type { OrderId } from '@/domain/ids'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { LineToShip } from '../fulfillment/select-lines'
import type { StepOutcome } from '../steps/step-types'

/** A shipped parcel: with a label we bought, or handed to a carrier by staff. */
export type Parcel = {
  lines: LineToShip[]
  /** Whether the rest of the order ships in another parcel. */
  isSplit: boolean
  /** The shipment's idempotency key. */
  reference: string
  carrier: string
  trackingNumber: string
  trackingUrl: string
  service?: string
  labelUrl?: string
  carrierReference?: string
  costMinor?: bigint
  costCurrency?: string
  customs?: Record<string, unknown> | null
}

/** Saves an order's parcel and deducts its items from stock. */
export async function recordParcel(
  uow: UnitOfWork,
  orderId: OrderId,
  { lines, isSplit, reference, ...parcel }: Parcel,
): Promise<StepOutcome> {
  const shipment = {
    ...parcel,
    orderId,
    source: 'pipeline' as const,
    status: 'label_bought' as const,
    idempotencyKey: reference,
    shippedAt: uow.now,
  }
  const units = lines.map(({ id, units: quantity }) => ({ lineId: id, quantity }))
  await insertShipment(uow.tx, shipment, units)
  await releaseExcessAllocations(uow.tx, orderId, units)
  await shipStock(uow.tx, orderId)
  const { carrier, service, trackingNumber, trackingUrl } = parcel
  const sent = { orderId, carrier, trackingNumber, trackingUrl }
  uow.record(service ? shipmentLabelBought({ ...sent, service }) : shipmentHandedOver(sent))
  return shipped(trackingNumber, carrier, isSplit ? 'partial' : 'fulfilled')
}

/** The outcome of step `ship` once a parcel is shipped. */
export const shipped = (
  trackingNumber: string,
  carrier: string,
  fulfillmentStatus: 'fulfilled' | 'partial' = 'fulfilled',
): StepOutcome => ({
  outcome: 'done',
  result: { trackingNumber, carrier },
  order: { fulfillmentStatus },
})
