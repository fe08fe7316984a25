import type { OrderRow } from '@/db/queries/orders/orders'
import { findOrderStep } from '@/db/queries/pipeline/order-steps'
import type { OrderId } from '@/domain/ids'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { UnitOfWork } from '@/server/unit-of-work'
import { emitResumed } from './emit-resumed'
import { reopenSteps } from './reopen-steps'

/** The steps that a change may unblock. */
const STEPS_UNBLOCKED_BY = {
  /** A new tender, a capture, or the storefront reports the order as paid. */
  payment: ['capture'],
  /** Lines, amounts, addresses or customs data were changed. */
  order: ['validate', 'allocate', 'ship'],
  /** The storefront shipped the order. */
  fulfillment: ['ship'],
} as const satisfies Record<string, readonly PipelineStep[]>

export type UnblockingChange = keyof typeof STEPS_UNBLOCKED_BY

/**
 * Resumes a waiting order, or one whose blocked step the change may unblock; returns whether it
 * did. A processing order needs no resume: its next step reads the change under the same lock. The
 * caller holds the order's lock.
 */
export async function resumeUnblockedSteps(
  uow: UnitOfWork,
  order: Pick<OrderRow, 'id' | 'status'>,
  change: UnblockingChange,
): Promise<boolean> {
  const { status } = order
  if (status !== 'waiting' && status !== 'blocked' && status !== 'on_hold') return false
  if (status !== 'waiting') {
    const steps = await listUnblocked(uow, order.id, change)
    const reopened = await reopenSteps(uow, order, 'blocked', steps)
    // A held order is resumed when it is released.
    if (reopened.length === 0 || status === 'on_hold') return false
  }
  await emitResumed(uow, order.id, `the ${change} was updated`)
  return true
}

/** A changed order may match its payments now; a declined card is never charged again. */
async function listUnblocked(
  uow: UnitOfWork,
  orderId: OrderId,
  change: UnblockingChange,
): Promise<readonly PipelineStep[]> {
  if (change !== 'order') return STEPS_UNBLOCKED_BY[change]
  const capture = await findOrderStep(uow.tx, orderId, 'capture')
  const isMismatch = capture?.lastError?.kind === 'amount_mismatch'
  return isMismatch ? [...STEPS_UNBLOCKED_BY.order, 'capture'] : STEPS_UNBLOCKED_BY.order
}
