import { z } from 'zod'
import { listShipmentLines } from '@/db/queries/fulfillment/shipments'
import { resolutionKey } from '@/domain/exception/resolution-key'
import { AppError } from '@/server/errors'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import { issueReshipmentWithin } from '@/server/modules/fulfillment/issue-reshipment'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import {
  type ActionTaken,
  actOnException,
  orderOf,
  type Subject,
} from '../internal/act-on-exception'
import { AddressInput, provinceCodeOf, readAddress } from './edit-address'
import { refundLines } from './refund-item'

export const ReshipParcelInput = ExceptionTarget.extend({
  as: z.enum(['reship', 'reship_corrected']),
  /** A corrected address; without it the order's own. */
  address: AddressInput.optional(),
  reason: Reason,
})
export type ReshipParcelInput = z.infer<typeof ReshipParcelInput>

/**
 * Sends the goods of a lost or returned parcel again.
 * @throws AppError as `actOnException` and `issueReshipment`
 */
export function reshipParcel(
  { as, address: given, reason, ...target }: ReshipParcelInput,
  context: CommandContext,
): Promise<ActionTaken> {
  const address = given && readAddress(given)
  return actOnException(as, target, context, async (uow, subject) => {
    const issued = await issueReshipmentWithin(uow, {
      orderId: orderOf(subject).id,
      lines: await listParcel(uow, subject),
      ...(address ? { shipTo: toShipTo(address) } : {}),
      note: reason,
      notify: true,
      idempotencyKey: resolutionKey(subject.exception),
    })
    return { end: 'settled', data: { reason, resolutionId: issued.resolutionId } }
  })
}

export const RefundParcelInput = ExceptionTarget.extend({ reason: Reason })
export type RefundParcelInput = z.infer<typeof RefundParcelInput>

/** Refunds the goods of a lost or returned parcel. @throws AppError as `actOnException`, `issueRefund` */
export function refundParcel(
  { reason, ...target }: RefundParcelInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('refund', target, context, async (uow, subject) =>
    refundLines(uow, subject, await listParcel(uow, subject), reason),
  )
}

async function listParcel(uow: UnitOfWork, { exception }: Subject) {
  const { shipmentId } = exception.detail
  const lines = typeof shipmentId === 'string' ? await listShipmentLines(uow.tx, shipmentId) : []
  if (lines.length > 0) return lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
  throw new AppError('conflict', 'What was in the parcel is not known. Use the order page instead.')
}

/** The input of a reshipment leaves out what is empty. */
function toShipTo(address: ReturnType<typeof readAddress>) {
  const { name, address1, city, countryCode } = address
  const provinceCode = provinceCodeOf(address.province)
  const optional = { ...address, provinceCode }
  const filled = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null))
  return { ...filled, name, address1, city, countryCode }
}
