import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const redriveAction = defineAction({
  code: 'redrive',
  label: 'Redrive',
  permission: 'exceptions.engineer',
  form: 'reason',
  input: ReasonInput,
  effect: 'Restarts from the failed step on the code version that is running now.',
  past: 'redrove it',
  worksOnCanceled: true,
  rerunsStep: true,
  isRetry: true,
})
