import { listShipmentLines } from '@/db/queries/fulfillment/shipments'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { Subject } from './action-handler'
import type { LineUnits } from './refund-lines'

/**
 * Returns the contents of the parcel that an exception is about.
 * @throws AppError conflict when they are unknown
 */
export async function listParcelUnits(
  uow: UnitOfWork,
  { exception }: Subject,
): Promise<LineUnits[]> {
  const { shipmentId } = exception.detail
  const lines = typeof shipmentId === 'string' ? await listShipmentLines(uow.tx, shipmentId) : []
  if (lines.length > 0) return lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
  throw new AppError(
    'conflict',
    "The parcel's contents are unknown. Use the order page to refund or reship.",
  )
}
