import { saveOrderFacts } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import { type Cancellation, mergeCancellation } from '@/domain/order/storefront-facts'
import type { WriteScope } from '@/server/unit-of-work'
import { markOrderCancelled } from '../mark-order-canceled'

/** The storefront cancelled an order. Told of it twice, the first cancellation stands. */
export async function cancelFromStorefront(
  scope: WriteScope,
  order: OrderRow,
  cancellation: Cancellation,
): Promise<void> {
  if (order.status !== 'cancelled') {
    const { at: cancelledAt, reason } = cancellation
    return markOrderCancelled(scope, order, { cancelledAt, reason })
  }
  const known = order.cancelledAt
    ? { at: order.cancelledAt, reason: order.cancelReason }
    : undefined
  const first = mergeCancellation(known, cancellation)
  if (!first || first === known) return
  const facts = { cancelledAt: first.at, cancelReason: first.reason }
  await saveOrderFacts(scope.tx, order.id, facts)
}
