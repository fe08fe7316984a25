import { z } from 'zod'
import { saveResolutionTender } from '@/db/queries/money/resolutions'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, type WriteScope, write } from '@/server/unit-of-work'
import type { ResolutionAnswer } from './idempotent-response'
import { refuseUnlessLeft } from './internal/assert-still-refundable'
import { lockRefund } from './internal/lock-refund'
import { closeSettled } from './internal/settle-refund'
import { reserveRefund } from './reserve-refund'

export const RetryRefundInput = z.object({
  resolutionId: z.uuid(),
  /** Where what was refused goes this time. */
  as: z.enum(['same', 'gift_card']).default('same'),
})
export type RetryRefundInput = z.infer<typeof RetryRefundInput>

/**
 * Tries again what a payment service has refused, the same way or onto a gift card. Only refused
 * parts are sent again; what the order has left is checked anew.
 * @throws AppError forbidden, not_found, conflict (not refused, or not enough left any more)
 */
export async function retryRefund(
  input: RetryRefundInput,
  context: CommandContext,
): Promise<ResolutionAnswer> {
  return write(context, (scope) => retryRefundWithin(scope, input))
}

/** The same as part of a write. */
export async function retryRefundWithin(
  scope: WriteScope,
  { resolutionId, as }: RetryRefundInput,
): Promise<ResolutionAnswer> {
  requirePerson(scope.context.actor, 'refunds.issue')
  const { order, resolution } = await lockRefund(scope, resolutionId, ['failed', 'incomplete'])
  const refused = await refuseUnlessLeft(scope, order, resolution)
  if (as === 'gift_card') {
    for (const { id } of refused) {
      await saveResolutionTender(scope.tx, id, { destination: 'gift_card' })
    }
  }
  const { status, giftCardCode } = await reserveRefund(scope, order, resolution)
  if (status === 'succeeded') await closeSettled(scope, order)
  const data = { resolutionId, as }
  scope.recordOrderEvent(order.id, 'refund.retried', data)
  scope.recordAudit('refund.retry', { type: 'resolution', id: resolutionId }, data)
  const { totalMinor, currency, approvalReasons } = resolution
  return { resolutionId, status, totalMinor, currency, approvalReasons, giftCardCode }
}
