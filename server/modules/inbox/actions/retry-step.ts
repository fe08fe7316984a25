import { z } from 'zod'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import { lookUpRefundWithin } from '@/server/modules/refunds/look-up-refund'
import { retryRefundWithin } from '@/server/modules/refunds/retry-refund'
import type { CommandContext } from '@/server/unit-of-work'
import { appVersion } from '@/server/version'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'
import { sendOn } from '../internal/resume-order-after-action'
import { replayWithin } from './replay-webhook'

export const TryAgainInput = ExceptionTarget.extend({
  as: z.enum(['retry_now', 'look_up_again', 'resend', 'resume', 'redrive']),
  reason: Reason.default('Tried again by hand'),
})
export type TryAgainInput = z.infer<typeof TryAgainInput>

/**
 * Starts again now what failed, by the version of the code that runs now: a step of the order, a
 * refund (refused: sent again; no answer: looked up), a mail, a stored message. Nothing is settled
 * by it: the exception stays open until it works. @throws AppError as `actOnException`
 */
export function tryAgain(
  { as, reason, ...target }: TryAgainInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException(as, target, context, async (uow, subject) => {
    const { exception, order } = subject
    const { resolutionId } = exception.detail
    if (!order) await replayWithin(uow, exception)
    else if (exception.step === 'refund' && typeof resolutionId === 'string') {
      if (exception.kind === 'refund_failed')
        await retryRefundWithin(uow, { resolutionId, as: 'same' })
      else await lookUpRefundWithin(uow, { resolutionId })
    } else await sendOn(uow, subject, reason)
    // A message's own success does not come back to what was opened about it.
    return { end: order ? 'open' : 'settled', data: { reason, codeVersion: appVersion() } }
  })
}
