import { z } from 'zod'
import { saveResolutionTender } from '@/db/queries/money/resolutions'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import type { ResolutionAnswer } from './idempotent-response'
import { assertStillRefundable } from './internal/assert-still-refundable'
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
  return runInTransaction(context, (uow) => retryRefundWithin(uow, input))
}

/** The same as part of a write. */
export async function retryRefundWithin(
  uow: UnitOfWork,
  { resolutionId, as }: RetryRefundInput,
): Promise<ResolutionAnswer> {
  requirePerson(uow.context.actor, 'refunds.issue')
  const { order, resolution } = await lockRefund(uow, resolutionId, ['failed', 'incomplete'])
  const refused = await assertStillRefundable(uow, order, resolution)
  if (as === 'gift_card') {
    for (const { id } of refused) {
      await saveResolutionTender(uow.tx, id, { destination: 'gift_card' })
    }
  }
  const { status, giftCardCode } = await reserveRefund(uow, order, resolution)
  if (status === 'succeeded') await closeSettled(uow, order)
  const data = { resolutionId, as }
  uow.recordOrderEvent(order.id, 'refund.retried', data)
  uow.recordAudit('refund.retry', { type: 'resolution', id: resolutionId }, data)
  const { totalMinor, currency, approvalReasons } = resolution
  return { resolutionId, status, totalMinor, currency, approvalReasons, giftCardCode }
}
