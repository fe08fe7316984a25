import { saveOrderFacts } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import { type Cancellation, mergeCancellation } from '@/domain/order/storefront-facts'
import type { UnitOfWork } from '@/server/unit-of-work'
import { markOrderCancelled } from '../mark-order-canceled'

/** The storefront cancelled an order. Told of it twice, the first cancellation stands. */
export async function cancelFromStorefront(
  uow: UnitOfWork,
  order: OrderRow,
  cancellation: Cancellation,
): Promise<void> {
  if (order.status !== 'cancelled') {
    const { at: cancelledAt, reason } = cancellation
    return markOrderCancelled(uow, order, { cancelledAt, reason })
  }
  const known = order.cancelledAt
    ? { at: order.cancelledAt, reason: order.cancelReason }
    : undefined
  const first = mergeCancellation(known, cancellation)
  if (!first || first === known) return
  const facts = { cancelledAt: first.at, cancelReason: first.reason }
  await saveOrderFacts(uow.tx, order.id, facts)
}
