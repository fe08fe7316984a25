import { defineAction } from '../action'
import { ProductInput } from '../action-inputs'

export const replaceItemAction = defineAction({
  code: 'replace_item',
  label: 'Replace item',
  permission: 'orders.act',
  form: 'product',
  input: ProductInput,
  effect: 'Ships the other product instead, at the price that was paid.',
  past: 'replaced the item',
  submitLabel: 'Save and continue',
})
