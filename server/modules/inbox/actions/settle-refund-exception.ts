import { z } from 'zod'
import { AppError } from '@/server/errors'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import { settleRefundByHandWithin } from '@/server/modules/refunds/record-refund-outcome'
import { retryRefundWithin } from '@/server/modules/refunds/retry-refund'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException, type Subject } from '../internal/act-on-exception'

/**
 * Puts onto a gift card what a payment service has refused to pay back.
 * @throws AppError as `actOnException` and `retryRefund`
 */
export function refundAsGiftCard(
  target: ExceptionTarget,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('refund_as_gift_card', target, context, async (uow, subject) => {
    const resolutionId = refundOf(subject)
    const { giftCardCode } = await retryRefundWithin(uow, { resolutionId, as: 'gift_card' })
    return { end: 'settled', giftCardCode }
  })
}

export const MarkRefundedInput = ExceptionTarget.extend({
  reference: z
    .string()
    .trim()
    .min(1, 'Give the reference under which the payment service has it.')
    .max(200),
})

/** Records that the money went back. @throws AppError as `actOnException`, `settleRefundByHand` */
export function markRefunded(
  { reference, ...target }: z.infer<typeof MarkRefundedInput>,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('mark_refunded', target, context, async (uow, subject) => {
    const resolutionId = refundOf(subject)
    await settleRefundByHandWithin(uow, { resolutionId, outcome: 'done', reference })
    return { end: 'settled', data: { reference } }
  })
}

export const MarkNotRefundedInput = ExceptionTarget.extend({ reason: Reason })

/**
 * Records that the money did not go back; its amount is free again.
 * @throws AppError as `actOnException`, `settleRefundByHand`
 */
export function markNotRefunded(
  { reason, ...target }: z.infer<typeof MarkNotRefundedInput>,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('mark_not_refunded', target, context, async (uow, subject) => {
    const resolutionId = refundOf(subject)
    await settleRefundByHandWithin(uow, { resolutionId, outcome: 'not_done', reason })
    return { end: 'settled', data: { reason } }
  })
}

function refundOf({ exception }: Subject): string {
  const { resolutionId } = exception.detail
  if (typeof resolutionId === 'string') return resolutionId
  throw new AppError('conflict', 'It names no refund that was made here.')
}
