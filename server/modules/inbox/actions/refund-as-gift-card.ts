import { retryRefundWithin } from '@/server/modules/refunds/retry-refund'
import type { ActionHandler } from '../internal/action-handler'
import { requireRefundId } from '../internal/linked-refund'

/** Issues a gift card for a refund that the payment provider rejected. */
export const refundAsGiftCard: ActionHandler<'refund_as_gift_card'> = async (uow, subject) => {
  const resolutionId = requireRefundId(subject)
  const { giftCardCode } = await retryRefundWithin(uow, { resolutionId, as: 'gift_card' })
  return { outcome: 'resolved', giftCardCode }
}
