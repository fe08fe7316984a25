import { z } from 'zod'
import { AddressInput } from '../../address/address-input'
import { defineAction } from '../action'

export const editAddressAction = defineAction({
  code: 'edit_address',
  label: 'Edit address',
  permission: 'orders.act',
  form: 'address',
  input: z.object({
    address: AddressInput,
    /** `version` of the address the person saw. A later change makes the action fail. */
    addressVersion: z.number().int().optional(),
  }),
  effect:
    "The order continues with the new address immediately. Later storefront updates don't overwrite it.",
  past: 'corrected the address',
  submitLabel: 'Save and continue',
})
