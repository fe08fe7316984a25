import { findUnfinishedStep } from '@/db/queries/pipeline/order-steps'
import type { OrderId } from '@/domain/ids'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Sends an order on from its first unfinished step; part of the caller's write, under its lock on
 * the order.
 */
export async function emitResumed(
  uow: UnitOfWork,
  orderId: OrderId,
  reason: string,
): Promise<void> {
  const step = await findUnfinishedStep(uow.tx, orderId)
  const data = { orderId, requestId: uow.context.requestId, reason }
  uow.emit({
    name: 'order/resumed',
    data: step ? { ...data, step: step.step } : data,
  })
}
