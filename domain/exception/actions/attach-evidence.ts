import { defineAction } from '../action'
import { noteInput } from '../action-inputs'

export const attachEvidenceAction = defineAction({
  code: 'attach_evidence',
  label: 'Attach evidence note',
  permission: 'orders.act',
  form: 'note',
  input: noteInput('Enter your evidence.'),
  effect: 'Adds your note to the history. The exception stays open until the bank decides.',
  past: 'attached evidence',
  worksOnCanceled: true,
})
