import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const markNotPaidAction = defineAction({
  code: 'mark_not_paid',
  label: 'Mark as not paid',
  permission: 'exceptions.override',
  form: 'reason',
  input: ReasonInput,
  effect:
    "The order continues and the customer is charged. Make sure they weren't charged already.",
  past: 'marked it as not paid',
  isFinal: true,
})
