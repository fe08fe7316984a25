import { defineAction } from '../action'
import { noteInput } from '../action-inputs'

export const reviewChangesAction = defineAction({
  code: 'review_changes',
  label: 'Review changes',
  permission: 'orders.act',
  form: 'note',
  input: noteInput('Enter what you found.'),
  effect:
    'Record what you found when you compared both sides. The note is added to the history, and the exception stays open.',
  past: 'reviewed the changes',
  submitLabel: 'Save note',
  worksOnCanceled: true,
})
