import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const ignoreChangesAction = defineAction({
  code: 'ignore_changes',
  label: 'Ignore changes',
  permission: 'orders.act',
  form: 'reason',
  input: ReasonInput,
  effect: 'Keeps what was done here. Nothing is shipped or refunded.',
  past: 'ignored the changes',
  worksOnCanceled: true,
})
