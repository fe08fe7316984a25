import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const acceptDifferenceAction = defineAction({
  code: 'accept_difference',
  label: 'Accept difference',
  permission: 'exceptions.override',
  form: 'reason',
  input: ReasonInput,
  effect: 'The order continues with the amount that was paid.',
  past: 'accepted the difference',
  unavailableReason: ({ failureCode }) =>
    failureCode === 'currency'
      ? 'The payment is in a different currency. Refund the payment or cancel the order.'
      : undefined,
})
