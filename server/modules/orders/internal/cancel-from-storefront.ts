import { saveOrderFacts } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import { type Cancellation, mergeCancellation } from '@/domain/order/storefront-facts'
import type { UnitOfWork } from '@/server/unit-of-work'
import { markOrderCanceled } from '../mark-order-canceled'

/** The storefront canceled an order. Told of it twice, the first cancellation stands. */
export async function cancelFromStorefront(
  uow: UnitOfWork,
  order: OrderRow,
  cancellation: Cancellation,
): Promise<void> {
  if (order.status !== 'canceled') {
    const { at: canceledAt, reason } = cancellation
    return markOrderCanceled(uow, order, { canceledAt, reason })
  }
  const known = order.canceledAt ? { at: order.canceledAt, reason: order.cancelReason } : undefined
  const first = mergeCancellation(known, cancellation)
  if (!first || first === known) return
  const facts = { canceledAt: first.at, cancelReason: first.reason }
  await saveOrderFacts(uow.tx, order.id, facts)
}
