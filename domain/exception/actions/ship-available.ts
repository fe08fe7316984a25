import { defineAction } from '../action'
import { untilInput } from '../action-inputs'

export const shipAvailableAction = defineAction({
  code: 'ship_available',
  label: 'Ship the rest now',
  permission: 'orders.act',
  form: 'until',
  input: untilInput('Choose how long the other items may wait for stock.'),
  effect:
    'Ships the items in stock now in a separate parcel. The other items wait for stock and ship automatically. To return their money instead, refund the item.',
  past: 'shipped the available items',
  submitLabel: 'Ship available items',
  isFinal: true,
})
