import { defineAction } from '../action'
import { nothingCapturedReason } from '../action-availability'
import { ReasonInput } from '../action-inputs'

export const refundAction = defineAction({
  code: 'refund',
  label: 'Refund',
  permission: 'refunds.issue',
  form: 'reason',
  input: ReasonInput,
  effect: 'Refunds the items in the parcel to the original payments.',
  past: 'refunded the parcel',
  isFinal: true,
  unavailableReason: nothingCapturedReason,
})
