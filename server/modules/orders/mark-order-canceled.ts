import { releaseStock } from '@/db/queries/fulfillment/stock'
import { closeActiveLinks } from '@/db/queries/money/payment-links'
import { type OrderRow, saveOrder } from '@/db/queries/orders/orders'
import { skipUnfinishedSteps } from '@/db/queries/pipeline/order-steps'
import { orderCanceled } from '@/domain/events/order-events'
import type { UnitOfWork } from '@/server/unit-of-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { reportLateCancel } from './report-late-cancel'

/**
 * Cancels an order within the caller's transaction and lock: sets its status, skips its unfinished
 * steps, releases its stock and closes its exceptions. Earlier captures and shipments are reported
 * in the inbox. Idempotent.
 */
export async function markOrderCanceled(
  uow: UnitOfWork,
  order: OrderRow,
  { canceledAt, reason }: { canceledAt: Date; reason: string | null },
): Promise<void> {
  if (order.status === 'canceled') return
  await saveOrder(uow.tx, order.id, {
    status: 'canceled',
    canceledAt,
    cancelReason: reason,
    progressedAt: uow.now,
  })
  await skipUnfinishedSteps(uow.tx, order.id, 'the order was canceled', uow.now)
  await releaseStock(uow.tx, order.id)
  await closeActiveLinks(uow.tx, order.id, uow.now)
  await closeExceptions(uow, { orderId: order.id }, 'the order was canceled')
  uow.record(orderCanceled({ orderId: order.id, ...(reason ? { reason } : {}) }))
  await reportLateCancel(uow, order)
  uow.emit({
    name: 'order/canceled',
    data: { orderId: order.id, requestId: uow.context.requestId },
  })
}
