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
import { useTakeAction } from '../item/use-take-action'
import { CountrySelect } from './country-select'
import { FormFrame } from './form-frame'

type Values = Record<AddressField, string>

const WIDE: readonly AddressField[] = ['address1', 'address2']

/** The shipping address with what its country requires; problems stand at their fields. */
export function AddressForm({ action, data }: { action: Action; data: ItemData }) {
  const before = data.order?.addresses.find(({ kind }) => kind === 'shipping')
  const [values, setValues] = useState<Values>(() => valuesOf(before))
  const [isChecked, setChecked] = useState(Boolean(before))
  const taking = useTakeAction(`Done: ${action.past}.`)
  const problems = isChecked ? addressProblems(values) : {}
  const set = (field: AddressField, value: string) => setValues({ ...values, [field]: value })
  const submit = () => {
    setChecked(true)
    if (Object.keys(addressProblems(values)).length > 0) return
    const target = { exceptionId: data.exception.id, version: data.exception.version }
    const version = before ? { addressVersion: before.version } : {}
    if (action.code === 'reship_corrected') {
      const reason = 'Sent again to a corrected address'
      return taking.take({ ...target, action: 'reship', as: action.code, address: values, reason })
    }
    taking.take({ ...target, ...version, action: 'edit_address', address: values })
  }
  const field = (name: Exclude<AddressField, 'countryCode'>) => (
    <TextInput
      key={name}
      className={WIDE.includes(name) ? classes.wide : ''}
      label={ADDRESS_LABELS[name]}
      placeholder={placeholderOf(name, values.countryCode)}
      required={isAddressFieldNeeded(name, values.countryCode)}
      value={values[name]}
      error={problems[name] ?? taking.fields[name]}
      dir="auto"
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  )
  return (
    <FormFrame action={action} taking={taking} onSubmit={submit}>
      <div className={classes.fields}>
        <CountrySelect
          label={ADDRESS_LABELS.countryCode}
          value={values.countryCode}
          error={problems.countryCode}
          onChange={(code) => set('countryCode', code)}
        />
        {field('phone')}
        {(
          ['name', 'company', 'address1', 'address2', 'postalCode', 'city', 'province'] as const
        ).map(field)}
      </div>
    </FormFrame>
  )
}

function placeholderOf(field: AddressField, country: string): string | undefined {
  const example = field === 'postalCode' ? postalCodeExample(country) : undefined
  return example && `for example ${example}`
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
