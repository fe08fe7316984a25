import { defineAction } from '../action'
import { nothingCapturedReason } from '../action-availability'
import { ReasonInput } from '../action-inputs'

export const refundItemAction = defineAction({
  code: 'refund_item',
  label: 'Refund item',
  permission: 'refunds.issue',
  form: 'reason',
  input: ReasonInput,
  effect: "Refunds the units that can't be shipped. The rest of the order continues.",
  past: 'refunded the missing items',
  isFinal: true,
  unavailableReason: nothingCapturedReason,
})
