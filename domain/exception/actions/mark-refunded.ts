import { defineAction } from '../action'
import { missingRefundReason } from '../action-availability'
import { referenceInput } from '../action-inputs'

export const markRefundedAction = defineAction({
  code: 'mark_refunded',
  label: 'Mark as done',
  permission: 'refunds.issue',
  form: 'reference',
  input: referenceInput('Enter the reference of the refund.'),
  effect: "Records the refund as done. This doesn't pay the customer.",
  past: 'marked it as refunded',
  worksOnCanceled: true,
  unavailableReason: missingRefundReason,
})
