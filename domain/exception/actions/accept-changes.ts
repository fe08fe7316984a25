import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const acceptChangesAction = defineAction({
  code: 'accept_changes',
  label: 'Accept changes',
  permission: 'orders.act',
  form: 'reason',
  input: ReasonInput,
  effect: "Keeps the storefront's version. Nothing is shipped or refunded.",
  past: 'accepted the changes',
  worksOnCanceled: true,
})
