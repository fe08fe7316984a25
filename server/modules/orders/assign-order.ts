import { z } from 'zod'
import { saveOrder } from '@/db/queries/orders/orders'
import { findColleague } from '@/db/queries/settings/staff'
import { orderAssigned } from '@/domain/events/order-events'
import type { OrderId } from '@/domain/ids'
import { isAllowed } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import type { CommandContext } from '@/server/unit-of-work'
import { actOnOrder } from './act-on-order'

export const AssignOrderInput = z.object({
  orderId: z.uuid(),
  /** Null: unassign. */
  assigneeId: z.uuid().nullable(),
})
export type AssignOrderInput = z.infer<typeof AssignOrderInput>

/**
 * Assigns or unassigns an order.
 * @throws AppError forbidden, not_found, bad_input when the assignee cannot act on orders
 */
export function assignOrder(
  { orderId, assigneeId }: AssignOrderInput,
  context: CommandContext,
): Promise<{ orderId: OrderId }> {
  return actOnOrder('assign', orderId, context, async (uow, { order }) => {
    if (order.assigneeId === assigneeId) return { orderId }
    const [before, after] = await Promise.all([
      order.assigneeId ? findColleague(uow.tx, order.assigneeId) : undefined,
      assigneeId ? findColleague(uow.tx, assigneeId) : undefined,
    ])
    if (assigneeId && (!after || after.isDisabled || !isAllowed(after.role, 'orders.act')))
      throw new AppError('bad_input', "This person can't be assigned orders. Choose someone else.")
    await saveOrder(uow.tx, orderId, { assigneeId })
    const change = { before: before?.name ?? null, after: after?.name ?? null }
    const ids = { beforeId: order.assigneeId, afterId: assigneeId }
    uow.record(orderAssigned({ orderId, ...change, ...ids }))
    return { orderId }
  })
}
