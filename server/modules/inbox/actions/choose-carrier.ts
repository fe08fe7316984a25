import { z } from 'zod'
import { listOwnParcels } from '@/db/queries/fulfillment/shipments'
import { findOrderStep, readLeaseMs } from '@/db/queries/pipeline/order-steps'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import {
  type ActionTaken,
  actOnException,
  orderOf,
  type Subject,
} from '../internal/act-on-exception'
import { decide } from '../internal/record-decision'
import { sendOn } from '../internal/resume-order-after-action'

export const ChooseCarrierInput = ExceptionTarget.extend({
  carrier: z.string().trim().min(1, 'Name the carrier that takes the parcel.').max(100),
  trackingNumber: z.string().trim().min(1, 'Give the number on the label.').max(100),
  trackingUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/, error: 'That is no address of a page.' })])
    .default(''),
})
export type ChooseCarrierInput = z.infer<typeof ChooseCarrierInput>

/**
 * The parcel was handed to a carrier of the team's own choice: it counts as sent under that
 * carrier's number, no label is bought, and the order goes on.
 * @throws AppError as `actOnException`, conflict for a reshipment or while the carrier is asked
 */
export function chooseCarrier(
  { carrier, trackingNumber, trackingUrl, ...target }: ChooseCarrierInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('choose_other_carrier', target, context, async (uow, subject) => {
    await refuseUnlessOpen(uow, subject)
    const parcels = await listOwnParcels(uow.tx, orderOf(subject).id)
    const chosen = {
      carrier: cleanText(carrier).text,
      trackingNumber: cleanText(trackingNumber).text,
      trackingUrl,
    }
    await decide(uow, subject, 'carrier_chosen', { ...chosen, parcels: String(parcels.length) })
    await sendOn(uow, subject, 'another carrier takes the parcel')
    return { end: 'settled', data: chosen }
  })
}

async function refuseUnlessOpen(uow: UnitOfWork, subject: Subject): Promise<void> {
  if (subject.exception.step !== 'ship')
    throw new AppError('conflict', 'This parcel is sent again. Retry it, or look at the order.')
  const ship = await findOrderStep(uow.tx, orderOf(subject).id, 'ship')
  if (ship && (await readLeaseMs(uow.tx, ship)) > 0)
    throw new AppError('conflict', 'The carrier is being asked right now. Wait a moment.')
}
