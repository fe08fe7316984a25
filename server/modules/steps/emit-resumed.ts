import { findUnfinishedStep } from '@/db/queries/pipeline/order-steps'
import type { OrderId } from '@/domain/ids'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Emits `order/resumed` at the order's first unfinished step. The caller holds the order's lock. */
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
