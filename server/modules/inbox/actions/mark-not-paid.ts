import type { z } from 'zod'
import { savePendingTransaction } from '@/db/queries/money/payments'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException, orderOf } from '../internal/act-on-exception'
import { sendOn } from '../internal/resume-order-after-action'
import { findOpenCapture, refuseWhileAsked } from './mark-paid'

export const MarkNotPaidInput = ExceptionTarget.extend({ reason: Reason })
export type MarkNotPaidInput = z.infer<typeof MarkNotPaidInput>

/**
 * Declares that a charge without an answer was not made: the order goes on and the customer is
 * charged under a new key. A lead's decision. @throws AppError as `actOnException`
 */
export function markNotPaid(
  { reason, ...target }: MarkNotPaidInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('mark_not_paid', target, context, async (uow, subject) => {
    await refuseWhileAsked(uow, orderOf(subject))
    const capture = await findOpenCapture(uow, subject)
    await savePendingTransaction(uow.tx, capture.idempotencyKey, {
      status: 'failed',
      errorCode: 'not_done',
      errorMessage: reason,
      at: uow.now,
    })
    await sendOn(uow, subject, 'it was marked as not paid')
    return { end: 'settled', data: { reason } }
  })
}
