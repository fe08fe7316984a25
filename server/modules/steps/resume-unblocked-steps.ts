import type { OrderRow } from '@/db/queries/orders/orders'
import { findOrderStep } from '@/db/queries/pipeline/order-steps'
import type { OrderId } from '@/domain/ids'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { UnitOfWork } from '@/server/unit-of-work'
import { emitResumed } from './emit-resumed'
import { reopenSteps } from './reopen-steps'

/** What came in, and the steps that may have been stopped for want of it. */
const STEPS_UNBLOCKED_BY = {
  /** A tender, a capture, or the storefront's word that the order is paid. */
  payment: ['capture'],
  /** Lines, amounts, addresses or customs data were changed. */
  order: ['validate', 'allocate', 'ship'],
  /** The storefront shipped it itself. */
  fulfillment: ['ship'],
} as const satisfies Record<string, readonly PipelineStep[]>

export type UnblockingChange = keyof typeof STEPS_UNBLOCKED_BY

/**
 * New facts about an order came in: a step that was stopped for want of them looks again, and an
 * order that waits goes on. Part of the caller's write, under its lock on the order. An order that
 * is on its way needs no waking: its next step reads the facts under the same lock.
 * Returns whether it was woken.
 */
export async function resumeUnblockedSteps(
  uow: UnitOfWork,
  order: Pick<OrderRow, 'id' | 'status'>,
  fact: UnblockingChange,
): Promise<boolean> {
  const { status } = order
  if (status !== 'waiting' && status !== 'blocked' && status !== 'on_hold') return false
  if (status !== 'waiting') {
    const steps = await listHelped(uow, order.id, fact)
    const reopened = await reopenSteps(uow, order, 'blocked', steps)
    // Releasing a held order sends it on; it looks again then.
    if (reopened.length === 0 || status === 'on_hold') return false
  }
  await emitResumed(uow, order.id, `news of the ${fact}`)
  return true
}

/** News of the order may make the payments agree; it never charges a declined card again. */
async function listHelped(
  uow: UnitOfWork,
  orderId: OrderId,
  fact: UnblockingChange,
): Promise<readonly PipelineStep[]> {
  if (fact !== 'order') return STEPS_UNBLOCKED_BY[fact]
  const capture = await findOrderStep(uow.tx, orderId, 'capture')
  const isMismatch = capture?.lastError?.kind === 'amount_mismatch'
  return isMismatch ? [...STEPS_UNBLOCKED_BY.order, 'capture'] : STEPS_UNBLOCKED_BY.order
}
