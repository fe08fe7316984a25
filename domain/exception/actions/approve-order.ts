import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const approveOrderAction = defineAction({
  code: 'approve_order',
  label: 'Approve order',
  permission: 'orders.act',
  form: 'reason',
  input: ReasonInput,
  effect: "The order continues to payment and isn't screened again.",
  past: 'approved the order',
})
