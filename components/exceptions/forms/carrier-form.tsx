'use client'

import { Autocomplete, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Action, ItemData } from '../item/item-data'
import { useTakeAction } from '../item/use-take-action'
import { FormFrame } from './form-frame'

/** Names that are often needed; any other one may be typed. */
const CARRIERS = ['DHL', 'DPD', 'FedEx', 'UPS', 'USPS']

const EMPTY = { carrier: '', trackingNumber: '', trackingUrl: '' }
type Field = keyof typeof EMPTY

/** Who takes the parcel, and under which number. */
export function CarrierForm({ action, data }: { action: Action; data: ItemData }) {
  const [values, setValues] = useState(EMPTY)
  const [isChecked, setChecked] = useState(false)
  const taking = useTakeAction(`Done: ${action.past}.`)
  const problems: Record<Field, string | undefined> = {
    carrier: values.carrier.trim() ? undefined : 'Name the carrier that takes the parcel.',
    trackingNumber: values.trackingNumber.trim() ? undefined : 'Give the number on the label.',
    trackingUrl: /^(https?:\/\/\S+)?$/.test(values.trackingUrl.trim())
      ? undefined
      : 'An address of a page begins with https://',
  }
  const submit = () => {
    setChecked(true)
    if (Object.values(problems).some(Boolean)) return
    const { id: exceptionId, version } = data.exception
    taking.take({ ...values, exceptionId, version, action: 'choose_other_carrier' })
  }
  const field = (name: Field) => ({
    value: values[name],
    error: isChecked ? problems[name] : undefined,
  })
  const set = (name: Field) => (text: string) => setValues({ ...values, [name]: text })
  return (
    <FormFrame action={action} taking={taking} onSubmit={submit}>
      <Autocomplete
        label="Carrier"
        required
        data={CARRIERS}
        {...field('carrier')}
        onChange={set('carrier')}
      />
      <TextInput
        label="Tracking number"
        required
        {...field('trackingNumber')}
        onChange={(event) => set('trackingNumber')(event.currentTarget.value)}
      />
      <TextInput
        label="Tracking page, if there is one"
        placeholder="https://"
        {...field('trackingUrl')}
        onChange={(event) => set('trackingUrl')(event.currentTarget.value)}
      />
    </FormFrame>
  )
}
