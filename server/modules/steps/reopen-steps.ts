import { saveOrder } from '@/db/queries/orders/orders'
import { reopenOrderSteps } from '@/db/queries/pipeline/order-steps'
import { PIPELINE_STEPS, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Lets an order whose step was blocked, or with `stopped` also one that waits for its next retry,
 * go on now; returns the names of the steps that changed. Whoever calls this emits `order/resumed`
 * in the same write and holds the lock on the order.
 */
export async function reopenSteps(
  uow: UnitOfWork,
  order: { id: string; status: string },
  which: 'blocked' | 'stopped',
  steps: readonly PipelineStep[] = PIPELINE_STEPS,
): Promise<string[]> {
  const statuses = which === 'blocked' ? (['blocked'] as const) : (['blocked', 'retrying'] as const)
  const reopened = await reopenOrderSteps(uow.tx, order.id, { steps, statuses }, uow.now)
  if (reopened.length > 0 && order.status === 'blocked') {
    await saveOrder(uow.tx, order.id, { status: 'processing', progressedAt: uow.now })
  }
  return reopened
}
