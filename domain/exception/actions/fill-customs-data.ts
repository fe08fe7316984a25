import { z } from 'zod'
import { CustomsItem } from '../../shipment/customs-input'
import { defineAction } from '../action'

export const fillCustomsDataAction = defineAction({
  code: 'fill_customs_data',
  label: 'Enter customs data',
  permission: 'orders.act',
  form: 'customs',
  input: z.object({
    items: z.array(CustomsItem).min(1, 'Enter customs data for at least one item.').max(1_000),
  }),
  effect: 'The order continues, and the data is saved for the SKU.',
  past: 'entered the customs data',
  submitLabel: 'Save and continue',
})
