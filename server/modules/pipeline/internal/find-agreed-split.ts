import { listOwnParcels } from '@/db/queries/fulfillment/shipments'
import { findOrderDecision } from '@/db/queries/orders/order-decisions'
import type { OrderId } from '@/domain/ids'
import type { UnitOfWork } from '@/server/unit-of-work'

export type AgreedSplit = {
  /** Whether the decision is about the next parcel, not an earlier one. */
  isForNow: boolean
  /** Until when to wait for the rest; undefined once that has passed. */
  restUntil: Date | undefined
}

/** Returns staff's decision to ship the order in parts, if any. */
export async function findAgreedSplit(
  uow: UnitOfWork,
  orderId: OrderId,
): Promise<AgreedSplit | undefined> {
  const decision = await findOrderDecision(uow.tx, orderId, 'split_agreed')
  if (!decision) return undefined
  const parcels = await listOwnParcels(uow.tx, orderId)
  const until = new Date(decision.data.until ?? '')
  return {
    isForNow: decision.data.parcels === String(parcels.length),
    restUntil: until > uow.now ? until : undefined,
  }
}
