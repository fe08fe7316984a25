import { z } from 'zod'
import { saveOrder } from '@/db/queries/orders/orders'
import { type CommandContext, type WriteScope, write } from '@/server/unit-of-work'
import { actWithin } from './act-on-order'
import { ReasonInput } from './reason-input'

export const HoldOrderInput = z.object({ orderId: z.uuid(), reason: ReasonInput })
export type HoldOrderInput = z.infer<typeof HoldOrderInput>

/**
 * Stops an order where it stands until a person releases it. A step that is under way ends; the
 * next one does not begin.
 * @throws AppError forbidden, not_found, conflict
 */
export function holdOrder(
  input: HoldOrderInput,
  context: CommandContext,
): Promise<{ orderId: string }> {
  return write(context, (scope) => holdWithin(scope, input))
}

/** The same as part of a write. */
export function holdWithin(
  scope: WriteScope,
  { orderId, reason }: HoldOrderInput,
): Promise<{ orderId: string }> {
  return actWithin(scope, 'hold', orderId, async ({ order }) => {
    await saveOrder(scope.tx, orderId, {
      status: 'on_hold',
      heldAt: scope.now,
      holdReason: reason,
      progressedAt: scope.now,
    })
    const change = { reason, before: order.status, after: 'on_hold' }
    scope.recordOrderEvent(orderId, 'order.held', change)
    scope.recordAudit('order.hold', { type: 'order', id: orderId }, change)
    return { orderId }
  })
}
