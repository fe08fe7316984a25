import { defineAction } from '../action'
import { ProductInput } from '../action-inputs'

export const mapSkuAction = defineAction({
  code: 'map_sku',
  label: 'Map to SKU',
  permission: 'orders.act',
  form: 'product',
  input: ProductInput,
  effect: 'The order continues with the product you choose. Later orders with this SKU use it too.',
  past: 'mapped the SKU',
  submitLabel: 'Save and continue',
})
