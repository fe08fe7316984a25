import { findUnfinishedStep } from '@/db/queries/pipeline/order-steps'
import type { WriteScope } from '@/server/unit-of-work'

/**
 * Sends an order on from its first unfinished step; part of the caller's write, under its lock on
 * the order.
 */
export async function emitResumed(
  scope: WriteScope,
  orderId: string,
  reason: string,
): Promise<void> {
  const step = await findUnfinishedStep(scope.tx, orderId)
  const data = { orderId, requestId: scope.context.requestId, reason }
  scope.emit({
    name: 'order/resumed',
    data: step ? { ...data, step: step.step } : data,
  })
}
