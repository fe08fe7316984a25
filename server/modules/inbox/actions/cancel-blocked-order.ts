import { z } from 'zod'
import { resolutionKey } from '@/domain/exception/resolution-key'
import { usableTenders } from '@/domain/refund/refund-facts'
import { orderCapMinor } from '@/domain/refund/tender-cap'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import { markOrderCanceled } from '@/server/modules/orders/mark-order-canceled'
import { issueRefundOf } from '@/server/modules/refunds/issue-refund'
import { loadRefundFacts } from '@/server/modules/refunds/load-refund-facts'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import {
  type ActionTaken,
  actOnException,
  orderOf,
  type Subject,
} from '../internal/act-on-exception'

export const CancelOrderInput = ExceptionTarget.extend({
  as: z.enum(['cancel_order', 'cancel_and_refund']),
  reason: Reason,
})
export type CancelOrderInput = z.infer<typeof CancelOrderInput>

/**
 * Stops an order for good: holds are released by the pipeline, what was captured here is refunded,
 * stock goes back to the shelf. What only the storefront can give back stays for a person.
 * @throws AppError as `actOnException` and `issueRefund`
 */
export function cancelOrder(
  { as, reason, ...target }: CancelOrderInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException(as, target, context, async (uow, subject) => {
    const order = orderOf(subject)
    const refund = await refundAll(uow, subject)
    await markOrderCanceled(uow, order, { canceledAt: uow.now, reason })
    return { end: 'settled', data: { reason, ...(refund ? { refund } : {}) } }
  })
}

/** Reserves the refund of all that was captured here; how it stands, or undefined. */
async function refundAll(uow: UnitOfWork, subject: Subject): Promise<string | undefined> {
  const order = orderOf(subject)
  const facts = await loadRefundFacts(uow.tx, order)
  if (orderCapMinor(usableTenders(facts, 'cash')) <= 0n) return undefined
  const { status } = await issueRefundOf(uow, order, subject.person, {
    orderId: order.id,
    amount: 'full',
    refundType: 'cash',
    lines: [],
    shipping: 'all',
    dutyDomestic: 'all',
    dutyInternational: 'all',
    tip: 'all',
    fee: 'all',
    note: 'The order was canceled',
    notify: true,
    idempotencyKey: resolutionKey(subject.exception),
  })
  return status
}
