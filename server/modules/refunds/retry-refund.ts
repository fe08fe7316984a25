import { z } from 'zod'
import { saveResolutionTender } from '@/db/queries/money/resolutions'
import { refundRetried } from '@/domain/events/resolution-events'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import type { ResolutionResponse } from './idempotent-response'
import { assertStillRefundable } from './internal/assert-still-refundable'
import { lockRefund } from './internal/lock-refund'
import { closeSettledExceptions } from './internal/settle-refund'
import { reserveRefund } from './reserve-refund'

export const RetryRefundInput = z.object({
  resolutionId: z.uuid(),
  /** The destination of the declined parts. */
  as: z.enum(['same', 'gift_card']).default('same'),
})
export type RetryRefundInput = z.infer<typeof RetryRefundInput>

/**
 * Retries the declined parts of a refund, to the same payment or to a gift card, after checking that
 * the order's refundable amount still covers them.
 * @throws AppError forbidden, not_found, conflict (nothing was declined, or too little is left)
 */
export async function retryRefund(
  input: RetryRefundInput,
  context: CommandContext,
): Promise<ResolutionResponse> {
  return runInTransaction(context, (uow) => retryRefundWithin(uow, input))
}

/** `retryRefund` inside the caller's transaction. */
export async function retryRefundWithin(
  uow: UnitOfWork,
  { resolutionId, as }: RetryRefundInput,
): Promise<ResolutionResponse> {
  requirePerson(uow.context.actor, 'refunds.issue')
  const { order, resolution } = await lockRefund(uow, resolutionId, ['failed', 'incomplete'])
  const declined = await assertStillRefundable(uow, order, resolution)
  if (as === 'gift_card') {
    for (const { id } of declined) {
      await saveResolutionTender(uow.tx, id, { destination: 'gift_card' })
    }
  }
  const { status, giftCardCode } = await reserveRefund(uow, order, resolution)
  if (status === 'succeeded') await closeSettledExceptions(uow, order)
  uow.record(refundRetried({ orderId: order.id, resolutionId, as }))
  const { totalMinor, currency, approvalReasons } = resolution
  return { resolutionId, status, totalMinor, currency, approvalReasons, giftCardCode }
}
