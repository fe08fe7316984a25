import { z } from 'zod'
import { saveOrder } from '@/db/queries/orders/orders'
import { orderHeld } from '@/domain/events/order-events'
import type { OrderId } from '@/domain/ids'
import { Reason } from '@/domain/text/text-inputs'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { actWithin } from './act-on-order'

export const HoldOrderInput = z.object({ orderId: z.uuid(), reason: Reason })
export type HoldOrderInput = z.infer<typeof HoldOrderInput>

/**
 * Puts an order on hold until staff release it. A running step finishes; the next one does not
 * start.
 * @throws AppError forbidden, not_found, conflict
 */
export function holdOrder(
  input: HoldOrderInput,
  context: CommandContext,
): Promise<{ orderId: OrderId }> {
  return runInTransaction(context, (uow) => holdWithin(uow, input))
}

/** Holds an order within the caller's transaction. */
export function holdWithin(
  uow: UnitOfWork,
  { orderId, reason }: HoldOrderInput,
): Promise<{ orderId: OrderId }> {
  return actWithin(uow, 'hold', orderId, async ({ order }) => {
    await saveOrder(uow.tx, orderId, {
      status: 'on_hold',
      heldAt: uow.now,
      holdReason: reason,
      progressedAt: uow.now,
    })
    const change = { reason, before: order.status, after: 'on_hold' }
    uow.record(orderHeld({ orderId, ...change }))
    return { orderId }
  })
}
