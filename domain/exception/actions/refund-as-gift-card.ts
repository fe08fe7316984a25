import { z } from 'zod'
import { defineAction } from '../action'
import { missingRefundReason } from '../action-availability'

export const refundAsGiftCardAction = defineAction({
  code: 'refund_as_gift_card',
  label: 'Refund as gift card',
  permission: 'refunds.issue',
  form: 'none',
  input: z.object({}),
  effect:
    'Issues a gift card for the failed refund. The code is shown once and emailed to the customer.',
  past: 'refunded it as a gift card',
  isFinal: true,
  worksOnCanceled: true,
  unavailableReason: missingRefundReason,
})
