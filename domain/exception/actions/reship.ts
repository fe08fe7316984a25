import { defineAction } from '../action'
import { ReasonInput } from '../action-inputs'

export const reshipAction = defineAction({
  code: 'reship',
  label: 'Reship',
  permission: 'refunds.issue',
  form: 'reason',
  input: ReasonInput,
  effect: 'Ships the same items again at no charge.',
  past: 'reshipped the items',
  isFinal: true,
})
