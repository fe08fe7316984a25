'use client'

import { TextInput } from '@mantine/core'
import { z } from 'zod'
import { useZodForm, type ZodForm } from '@/components/form/use-zod-form'
import {
  ADDRESS_LABELS,
  type AddressField,
  addressProblems,
  isAddressFieldNeeded,
} from '@/domain/address/address-fields'
import { AddressInput } from '@/domain/address/address-input'
import { postalCodeExample } from '@/domain/address/postal-codes'
import classes from '../item/item-actions.module.css'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { CountrySelect } from './country-select'
import { FormFrame } from './form-frame'

/** The address and its version. */
const AddressFormInput = AddressInput.extend({
  addressVersion: z.number().optional(),
}).superRefine((address, context) => {
  for (const [field, message] of Object.entries(addressProblems(address)))
    context.addIssue({ code: 'custom', path: [field], message })
})
type AddressFormInput = z.input<typeof AddressFormInput>

const FULL_WIDTH: readonly AddressField[] = ['address1', 'address2']

/** Renders the shipping address form with the fields its country requires. Errors show at their fields. */
export function AddressForm({ action, data }: { action: Action; data: ItemData }) {
  const original = data.order?.addresses.find(({ kind }) => kind === 'shipping')
  const { takeAction, giftCardCode } = useSubmitAction(action)
  const { id: exceptionId, version } = data.exception
  const form = useZodForm({
    schema: AddressFormInput,
    savedValues: toFormValues(original),
    showsSavedErrors: original !== undefined,
    onSubmit: ({ addressVersion, ...address }) => {
      const shared = { exceptionId, version, address }
      if (action.code === 'reship_corrected') {
        const reason = 'Reshipped to a corrected address'
        return takeAction({ ...shared, action: action.code, reason })
      }
      return takeAction({ ...shared, addressVersion, action: 'edit_address' })
    },
  })
  return (
    <FormFrame action={action} form={form} giftCardCode={giftCardCode}>
      <AddressFields form={form} />
    </FormFrame>
  )
}

function AddressFields({ form }: { form: ZodForm<AddressFormInput> }) {
  const { countryCode } = form.values
  const field = (name: Exclude<AddressField, 'countryCode'>) => (
    <TextInput
      key={name}
      className={FULL_WIDTH.includes(name) ? classes.wide : ''}
      label={ADDRESS_LABELS[name]}
      placeholder={placeholderOf(name, countryCode)}
      required={isAddressFieldNeeded(name, countryCode)}
      dir="auto"
      {...form.getInputProps(name)}
    />
  )
  return (
    <div className={classes.fields}>
      <CountrySelect label={ADDRESS_LABELS.countryCode} {...form.getInputProps('countryCode')} />
      {field('phone')}
      {(['name', 'company', 'address1', 'address2', 'postalCode', 'city', 'province'] as const).map(
        field,
      )}
    </div>
  )
}

function placeholderOf(field: AddressField, country: string): string | undefined {
  const example = field === 'postalCode' ? postalCodeExample(country) : undefined
  return example && `Example: ${example}`
}

type Address = NonNullable<ItemData['order']>['addresses'][number]

function toFormValues(address: Address | undefined): AddressFormInput {
  return {
    name: address?.name ?? '',
    company: address?.company ?? '',
    address1: address?.address1 ?? '',
    address2: address?.address2 ?? '',
    city: address?.city ?? '',
    province: address?.province ?? address?.provinceCode ?? '',
    postalCode: address?.postalCode ?? '',
    countryCode: address?.countryCode ?? '',
    phone: address?.phone ?? '',
    addressVersion: address?.version,
  }
}
