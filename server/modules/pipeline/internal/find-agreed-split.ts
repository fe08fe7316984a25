import { listOwnParcels } from '@/db/queries/fulfillment/shipments'
import { findOrderDecision } from '@/db/queries/orders/order-decisions'
import type { OrderId } from '@/domain/ids'
import type { UnitOfWork } from '@/server/unit-of-work'

export type AgreedSplit = {
  /** It was agreed for the parcel that is next, and not for an earlier one. */
  isForNow: boolean
  /** So long the rest is waited for; undefined once that is over. */
  restUntil: Date | undefined
}

/** What a person agreed to about sending an order in parts; undefined when nobody did. */
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
