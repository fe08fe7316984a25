import { saveOrder } from '@/db/queries/orders/orders'
import { reopenOrderSteps } from '@/db/queries/pipeline/order-steps'
import { PIPELINE_STEPS, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Reopens the order's blocked steps, or with `stopped` also those waiting for a retry, and returns
 * their names. The caller holds the order's lock and emits `order/resumed` in the same transaction.
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
