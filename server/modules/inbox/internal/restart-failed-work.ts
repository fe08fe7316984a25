import { lookUpRefundWithin } from '@/server/modules/refunds/look-up-refund'
import { retryRefundWithin } from '@/server/modules/refunds/retry-refund'
import type { UnitOfWork } from '@/server/unit-of-work'
import { appVersion } from '@/server/version'
import type { ActionResult, Subject } from './action-handler'
import { replayWebhookWithin } from './replay-webhook-within'
import { resumeAfterAction } from './resume-order-after-action'

/**
 * Restarts failed work on the running code version: an order's step, a refund (a rejected one is
 * sent again, an unknown one looked up), an email or a webhook. The exception stays open until the
 * work succeeds.
 */
export async function restartFailedWork(
  uow: UnitOfWork,
  subject: Subject,
  { reason }: { reason: string },
): Promise<ActionResult> {
  const { exception, order } = subject
  const { resolutionId } = exception.detail
  if (!order) await replayWebhookWithin(uow, exception)
  else if (exception.step === 'refund' && typeof resolutionId === 'string') {
    if (exception.kind === 'refund_failed')
      await retryRefundWithin(uow, { resolutionId, as: 'same' })
    else await lookUpRefundWithin(uow, { resolutionId })
  } else await resumeAfterAction(uow, subject, reason)
  // A webhook that succeeds does not close the exceptions about it.
  return { outcome: order ? 'open' : 'resolved', data: { reason, codeVersion: appVersion() } }
}
