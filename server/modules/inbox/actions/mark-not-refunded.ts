import { recordRefundOutcomeWithin } from '@/server/modules/refunds/record-refund-outcome'
import type { ActionHandler } from '../internal/action-handler'
import { requireRefundId } from '../internal/linked-refund'

/** Records that the refund failed. Its amount can be refunded again. */
export const markNotRefunded: ActionHandler<'mark_not_refunded'> = async (
  uow,
  subject,
  { reason },
) => {
  const resolutionId = requireRefundId(subject)
  await recordRefundOutcomeWithin(uow, { resolutionId, outcome: 'not_done', reason })
  return { outcome: 'resolved', data: { reason } }
}
