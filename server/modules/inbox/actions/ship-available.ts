import { listOwnParcels } from '@/db/queries/fulfillment/shipments'
import { splitByStock } from '@/domain/shipment/split-shipment'
import { AppError } from '@/server/errors'
import { type ActionHandler, requireOrder } from '../internal/action-handler'
import { lockFreeStock } from '../internal/free-stock'
import { saveDecision } from '../internal/record-decision'
import { resumeAfterAction } from '../internal/resume-order-after-action'
import { assertFutureDate } from '../snooze-exception'

/**
 * Ships the items in stock now in a separate parcel. The other items wait for stock until a date
 * and ship automatically.
 * @throws AppError bad_input for a date in the past; conflict when nothing is in stock
 */
export const shipAvailable: ActionHandler<'ship_available'> = async (uow, subject, { until }) => {
  assertFutureDate(until, uow.now)
  const { lines, free } = await lockFreeStock(uow, subject)
  const { now, rest } = splitByStock(lines, free)
  if (now.length === 0) throw new AppError('conflict', 'No items of this order are in stock.')
  const parcels = await listOwnParcels(uow.tx, requireOrder(subject).id)
  const agreed = { parcels: String(parcels.length), until: until.toISOString() }
  await saveDecision(uow, subject, 'split_agreed', agreed)
  await resumeAfterAction(uow, subject, 'the available items ship now')
  const count = (parts: { units: number }[]) => parts.reduce((sum, { units }) => sum + units, 0)
  return {
    outcome: 'resolved',
    data: { until: agreed.until, unitsNow: count(now), unitsLater: count(rest) },
  }
}
