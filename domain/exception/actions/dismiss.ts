import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const dismissAction = defineAction({
  code: 'dismiss',
  label: 'Dismiss with reason',
  permission: 'exceptions.engineer',
  form: 'reason',
  input: ReasonInput,
  effect: 'Closes the exception without further action. A stored webhook is kept but not applied.',
  past: 'dismissed it',
})
