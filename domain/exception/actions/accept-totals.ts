import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const acceptTotalsAction = defineAction({
  code: 'accept_totals',
  label: 'Accept totals',
  permission: 'orders.act',
  form: 'reason',
  input: ReasonInput,
  effect: 'The order continues with the total that the storefront sent.',
  past: 'accepted the totals',
})
