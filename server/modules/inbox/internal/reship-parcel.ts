import { resolutionKey } from '@/domain/exception/resolution-key'
import { issueReshipmentWithin } from '@/server/modules/fulfillment/issue-reshipment'
import type { UnitOfWork } from '@/server/unit-of-work'
import { type ActionResult, requireOrder, type Subject } from './action-handler'
import { listParcelUnits } from './exception-parcel'
import { type LabelAddress, provinceCodeOf } from './shipping-address'

/**
 * Reships the contents of a lost or returned parcel, to the order's address unless one is given.
 * @throws AppError as `issueReshipment`
 */
export async function reshipParcel(
  uow: UnitOfWork,
  subject: Subject,
  { reason, address }: { reason: string; address?: LabelAddress },
): Promise<ActionResult> {
  const issued = await issueReshipmentWithin(uow, {
    orderId: requireOrder(subject).id,
    lines: await listParcelUnits(uow, subject),
    ...(address ? { shipTo: toShipTo(address) } : {}),
    note: reason,
    notify: true,
    idempotencyKey: resolutionKey(subject.exception),
  })
  return { outcome: 'resolved', data: { reason, resolutionId: issued.resolutionId } }
}

/** Drops the empty fields, which a reshipment's input does not accept. */
function toShipTo(address: LabelAddress) {
  const { name, address1, city, countryCode } = address
  const provinceCode = provinceCodeOf(address.province)
  const optional = { ...address, provinceCode }
  const filled = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null))
  return { ...filled, name, address1, city, countryCode }
}
