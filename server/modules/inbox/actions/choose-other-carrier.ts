import { listOwnParcels } from '@/db/queries/fulfillment/shipments'
import { findOrderStep, readLeaseMs } from '@/db/queries/pipeline/order-steps'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import { type ActionHandler, requireOrder, type Subject } from '../internal/action-handler'
import { saveDecision } from '../internal/record-decision'
import { resumeAfterAction } from '../internal/resume-order-after-action'

/**
 * Records a parcel that staff handed to a carrier themselves. It ships under that carrier's tracking
 * number and no label is bought.
 * @throws AppError conflict for a reshipment or while the carrier is being called
 */
export const chooseOtherCarrier: ActionHandler<'choose_other_carrier'> = async (
  uow,
  subject,
  { carrier, trackingNumber, trackingUrl },
) => {
  await assertShipStepIdle(uow, subject)
  const parcels = await listOwnParcels(uow.tx, requireOrder(subject).id)
  const tracking = {
    carrier: cleanText(carrier).text,
    trackingNumber: cleanText(trackingNumber).text,
    trackingUrl,
  }
  await saveDecision(uow, subject, 'carrier_chosen', {
    ...tracking,
    parcels: String(parcels.length),
  })
  await resumeAfterAction(uow, subject, 'another carrier ships the parcel')
  return { outcome: 'resolved', data: tracking }
}

async function assertShipStepIdle(uow: UnitOfWork, subject: Subject): Promise<void> {
  if (subject.exception.step !== 'ship')
    throw new AppError('conflict', 'This parcel is a reshipment. Retry it, or open the order.')
  const ship = await findOrderStep(uow.tx, requireOrder(subject).id, 'ship')
  if (ship && (await readLeaseMs(uow.tx, ship)) > 0)
    throw new AppError('conflict', 'A carrier request is in progress. Try again in a moment.')
}
