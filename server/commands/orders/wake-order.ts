import type { OrderRow } from '@/db/queries/orders'
import type { PipelineStep } from '@/server/domain/pipeline-steps'
import { reopenSteps } from '../steps/reopen-steps'
import type { WriteScope } from '../write'

/** What came in, and the steps that may have been stopped for want of it. */
const HELPS = {
  /** A tender, a capture, or the storefront's word that the order is paid. */
  payment: ['capture'],
  /** Lines, amounts, addresses or customs data were changed. */
  order: ['validate', 'allocate', 'ship'],
  /** The storefront shipped it itself. */
  fulfilment: ['ship'],
} as const satisfies Record<string, readonly PipelineStep[]>

export type NewFact = keyof typeof HELPS

/**
 * New facts about an order came in: a step that was stopped for want of them looks again, and an
 * order that waits goes on. Part of the caller's write, under its lock on the order. An order that
 * is on its way needs no waking: its next step reads the facts under the same lock.
 * Returns whether it was woken. `capture` is reopened by news of the payment alone, so that an
 * unrelated update never charges a declined card again.
 */
export async function wakeOrder(
  scope: WriteScope,
  order: Pick<OrderRow, 'id' | 'status'>,
  fact: NewFact,
): Promise<boolean> {
  if (order.status !== 'waiting' && order.status !== 'blocked') return false
  const reopened =
    order.status === 'blocked' ? await reopenSteps(scope, order, 'blocked', HELPS[fact]) : []
  if (order.status === 'blocked' && reopened.length === 0) return false
  const { requestId } = scope.context
  const reason = `news of the ${fact}`
  await scope.emit({ name: 'order/resumed', data: { orderId: order.id, requestId, reason } })
  return true
}
