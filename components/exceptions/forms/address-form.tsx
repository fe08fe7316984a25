'use client'

import { TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  ADDRESS_LABELS,
  type AddressField,
  addressProblems,
  isAddressFieldNeeded,
} from '@/domain/address/address-fields'
import { postalCodeExample } from '@/domain/address/postal-codes'
import classes from '../item/item-actions.module.css'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { CountrySelect } from './country-select'
import { FormFrame } from './form-frame'

type Values = Record<AddressField, string>

const FULL_WIDTH: readonly AddressField[] = ['address1', 'address2']

/** Renders the shipping address form with the fields its country requires. Errors show at their fields. */
export function AddressForm({ action, data }: { action: Action; data: ItemData }) {
  const original = data.order?.addresses.find(({ kind }) => kind === 'shipping')
  const [values, setValues] = useState<Values>(() => valuesOf(original))
  const [isValidated, setValidated] = useState(Boolean(original))
  const submission = useSubmitAction(action)
  const problems = isValidated ? addressProblems(values) : {}
  const submit = () => {
    setValidated(true)
    if (Object.keys(addressProblems(values)).length > 0) return
    const target = { exceptionId: data.exception.id, version: data.exception.version }
    const version = original ? { addressVersion: original.version } : {}
    if (action.code === 'reship_corrected') {
      const reason = 'Reshipped to a corrected address'
      return submission.submit({ ...target, action: action.code, address: values, reason })
    }
    submission.submit({ ...target, ...version, action: 'edit_address', address: values })
  }
  return (
    <FormFrame action={action} submission={submission} onSubmit={submit}>
      <AddressFields
        values={values}
        errors={{ ...submission.fieldErrors, ...problems }}
        onChange={(field, value) => setValues({ ...values, [field]: value })}
      />
    </FormFrame>
  )
}

type FieldsProps = {
  values: Values
  errors: Partial<Record<string, string>>
  onChange: (field: AddressField, value: string) => void
}

function AddressFields({ values, errors, onChange }: FieldsProps) {
  const field = (name: Exclude<AddressField, 'countryCode'>) => (
    <TextInput
      key={name}
      className={FULL_WIDTH.includes(name) ? classes.wide : ''}
      label={ADDRESS_LABELS[name]}
      placeholder={placeholderOf(name, values.countryCode)}
      required={isAddressFieldNeeded(name, values.countryCode)}
      value={values[name]}
      error={errors[name]}
      dir="auto"
      onChange={(event) => onChange(name, event.currentTarget.value)}
    />
  )
  return (
    <div className={classes.fields}>
      <CountrySelect
        label={ADDRESS_LABELS.countryCode}
        value={values.countryCode}
        error={errors.countryCode}
        onChange={(code) => onChange('countryCode', code)}
      />
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

function valuesOf(address: Address | undefined): Values {
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
  }
}
