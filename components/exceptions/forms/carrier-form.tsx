'use client'

import { Autocomplete, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { FormFrame } from './form-frame'

/** Suggested carriers. Any other name can be entered. */
const CARRIERS = ['DHL', 'DPD', 'FedEx', 'UPS', 'USPS']

const EMPTY = { carrier: '', trackingNumber: '', trackingUrl: '' }
type Field = keyof typeof EMPTY

/** Renders a form for the carrier and tracking number of a parcel. */
export function CarrierForm({ action, data }: { action: Action; data: ItemData }) {
  const [values, setValues] = useState(EMPTY)
  const [isValidated, setValidated] = useState(false)
  const submission = useSubmitAction(action)
  const problems = problemsOf(values)
  const submit = () => {
    setValidated(true)
    if (Object.values(problems).some(Boolean)) return
    const { id: exceptionId, version } = data.exception
    submission.submit({ ...values, exceptionId, version, action: 'choose_other_carrier' })
  }
  const field = (name: Field) => ({
    value: values[name],
    error: isValidated ? problems[name] : undefined,
  })
  const set = (name: Field) => (text: string) => setValues({ ...values, [name]: text })
  return (
    <FormFrame action={action} submission={submission} onSubmit={submit}>
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
        label="Tracking URL (optional)"
        placeholder="https://"
        {...field('trackingUrl')}
        onChange={(event) => set('trackingUrl')(event.currentTarget.value)}
      />
    </FormFrame>
  )
}

function problemsOf(values: typeof EMPTY): Record<Field, string | undefined> {
  const isUrl = /^(https?:\/\/\S+)?$/.test(values.trackingUrl.trim())
  return {
    carrier: values.carrier.trim() ? undefined : 'Enter the carrier.',
    trackingNumber: values.trackingNumber.trim() ? undefined : 'Enter the tracking number.',
    trackingUrl: isUrl ? undefined : 'Enter a URL that starts with https://.',
  }
}
