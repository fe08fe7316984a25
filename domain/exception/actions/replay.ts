import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const replayAction = defineAction({
  code: 'replay',
  label: 'Replay after a fix',
  permission: 'exceptions.engineer',
  form: 'reason',
  input: ReasonInput,
  effect: 'Processes the stored webhook again on the code version that is running now.',
  past: 'replayed the webhook',
  rerunsStep: true,
})
