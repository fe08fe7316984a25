import { z } from 'zod'
import { saveOrder } from '@/db/queries/orders/orders'
import { findUnfinishedStep } from '@/db/queries/pipeline/order-steps'
import { orderReleased } from '@/domain/events/order-events'
import type { OrderId } from '@/domain/ids'
import { Reason } from '@/domain/text/text-inputs'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { emitResumed } from '../steps/emit-resumed'
import { actWithin } from './act-on-order'

export const ReleaseOrderInput = z.object({ orderId: z.uuid(), reason: Reason })
export type ReleaseOrderInput = z.infer<typeof ReleaseOrderInput>

/**
 * Releases an order from its hold: it continues at its first unfinished step. A blocked step stays
 * blocked until its cause is resolved; a release never charges a declined card again.
 * @throws AppError forbidden, not_found, conflict
 */
export function releaseOrder(
  input: ReleaseOrderInput,
  context: CommandContext,
): Promise<{ orderId: OrderId }> {
  return runInTransaction(context, (uow) => releaseWithin(uow, input))
}

/** Releases an order within the caller's transaction. */
export function releaseWithin(
  uow: UnitOfWork,
  { orderId, reason }: ReleaseOrderInput,
): Promise<{ orderId: OrderId }> {
  return actWithin(uow, 'release', orderId, async ({ order }) => {
    const next = await findUnfinishedStep(uow.tx, orderId)
    const status = next?.status === 'blocked' ? 'blocked' : 'processing'
    await saveOrder(uow.tx, orderId, {
      status,
      heldAt: null,
      holdReason: null,
      progressedAt: uow.now,
    })
    const change = { reason, before: 'on_hold', after: status, heldFor: order.holdReason }
    uow.record(orderReleased({ orderId, ...change }))
    if (status === 'processing') await emitResumed(uow, orderId, reason)
    return { orderId }
  })
}
