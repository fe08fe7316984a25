import { defineAction } from '../action'
import { missingRefundReason } from '../action-availability'
import { ReasonInput } from '../action-inputs'

export const markNotRefundedAction = defineAction({
  code: 'mark_not_refunded',
  label: 'Mark as not done',
  permission: 'exceptions.override',
  form: 'reason',
  input: ReasonInput,
  effect:
    "Releases the amount so that it can be refunded again. Make sure the customer didn't receive it.",
  past: 'marked it as not refunded',
  isFinal: true,
  worksOnCanceled: true,
  unavailableReason: missingRefundReason,
})
