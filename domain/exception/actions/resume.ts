import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const resumeAction = defineAction({
  code: 'resume',
  label: 'Resume',
  permission: 'exceptions.engineer',
  form: 'reason',
  input: ReasonInput,
  effect: 'Restarts the step on the code version that is running now.',
  past: 'resumed the order',
  rerunsStep: true,
  isRetry: true,
})
