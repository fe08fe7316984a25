import { recordRefundOutcomeWithin } from '@/server/modules/refunds/record-refund-outcome'
import type { ActionHandler } from '../internal/action-handler'
import { requireRefundId } from '../internal/linked-refund'

export const markRefunded: ActionHandler<'mark_refunded'> = async (uow, subject, { reference }) => {
  const resolutionId = requireRefundId(subject)
  await recordRefundOutcomeWithin(uow, { resolutionId, outcome: 'done', reference })
  return { outcome: 'resolved', data: { reference } }
}
