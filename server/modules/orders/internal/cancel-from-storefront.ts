import { saveOrderFacts } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import { type Cancellation, mergeCancellation } from '@/domain/order/storefront-facts'
import type { UnitOfWork } from '@/server/unit-of-work'
import { markOrderCanceled } from '../mark-order-canceled'

/** Applies a cancellation at the storefront. The earliest cancellation wins. */
export async function cancelFromStorefront(
  uow: UnitOfWork,
  order: OrderRow,
  cancellation: Cancellation,
): Promise<void> {
  if (order.status !== 'canceled') {
    const { at: canceledAt, reason } = cancellation
    return markOrderCanceled(uow, order, { canceledAt, reason })
  }
  const stored = order.canceledAt ? { at: order.canceledAt, reason: order.cancelReason } : undefined
  const first = mergeCancellation(stored, cancellation)
  if (!first || first === stored) return
  const facts = { canceledAt: first.at, cancelReason: first.reason }
  await saveOrderFacts(uow.tx, order.id, facts)
}
