import type { OrderRow } from '@/db/queries/orders'
import type { PipelineStep } from '@/server/domain/pipeline-steps'
import { reopenSteps } from '../steps/reopen-steps'
import type { WriteScope } from '../write'

/**
 * The storefront told something that an order may have waited for: one that waits looks again,
 * one that is blocked at a step which the news can help is tried again there.
 */
export async function resumeForNews(
  scope: WriteScope,
  order: Pick<OrderRow, 'id' | 'status'>,
  steps: readonly PipelineStep[],
  reason: string,
): Promise<void> {
  if (order.status !== 'waiting' && order.status !== 'blocked') return
  const reopened = await reopenSteps(scope, order, steps)
  if (order.status === 'blocked' && reopened.length === 0) return
  const { requestId } = scope.context
  await scope.emit({ name: 'order/resumed', data: { orderId: order.id, requestId, reason } })
}
