import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const ignoreAction = defineAction({
  code: 'ignore',
  label: 'Ignore',
  permission: 'orders.act',
  form: 'reason',
  input: ReasonInput,
  effect: "The order continues without this step. It isn't retried.",
  past: 'ignored it',
  worksOnCanceled: true,
})
