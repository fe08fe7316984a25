import { defineAction } from '../action'
import { noteInput } from '../action-inputs'

export const escalateOutsideAction = defineAction({
  code: 'escalate_outside',
  label: 'Escalate externally',
  permission: 'exceptions.engineer',
  form: 'note',
  input: noteInput('Enter whom you contacted and their reference.'),
  effect:
    'Enter whom you contacted and their reference. The exception waits two working days for an answer.',
  past: 'escalated it externally',
  submitLabel: 'Save and wait',
  worksOnCanceled: true,
})
