import { defineAction } from '../action'
import { untilInput } from '../action-inputs'

export const waitForStockAction = defineAction({
  code: 'wait_for_stock',
  label: 'Wait for stock',
  permission: 'orders.act',
  form: 'until',
  input: untilInput('Choose a date to wait until.'),
  effect:
    "The order continues automatically when stock arrives. If it hasn't arrived by this date, the exception reopens.",
  past: 'set it to wait for stock',
})
