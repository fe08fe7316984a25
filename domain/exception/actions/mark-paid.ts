import { defineAction } from '../action'
import { referenceInput } from '../action-inputs'

export const markPaidAction = defineAction({
  code: 'mark_paid',
  label: 'Mark as paid',
  permission: 'orders.act',
  form: 'reference',
  input: referenceInput('Enter the reference of the payment.'),
  effect: "The order continues as paid. This doesn't charge the customer.",
  past: 'marked it as paid',
})
