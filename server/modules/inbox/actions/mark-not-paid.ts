import { savePendingTransaction } from '@/db/queries/money/payments'
import { type ActionHandler, requireOrder } from '../internal/action-handler'
import { assertCaptureIdle, requireOpenCapture } from '../internal/open-capture'
import { resumeAfterAction } from '../internal/resume-order-after-action'

/** Records that an unknown charge failed. The customer is charged again under a new key. */
export const markNotPaid: ActionHandler<'mark_not_paid'> = async (uow, subject, { reason }) => {
  await assertCaptureIdle(uow, requireOrder(subject))
  const capture = await requireOpenCapture(uow, subject)
  await savePendingTransaction(uow.tx, capture.idempotencyKey, {
    status: 'failed',
    errorCode: 'not_done',
    errorMessage: reason,
    at: uow.now,
  })
  await resumeAfterAction(uow, subject, 'it was marked as not paid')
  return { outcome: 'resolved', data: { reason } }
}
