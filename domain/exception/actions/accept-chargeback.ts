import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const acceptChargebackAction = defineAction({
  code: 'accept_chargeback',
  label: 'Accept chargeback',
  permission: 'orders.act',
  form: 'reason',
  input: ReasonInput,
  effect: 'Closes the exception without contesting the chargeback. The customer keeps the money.',
  past: 'accepted the chargeback',
  worksOnCanceled: true,
})
