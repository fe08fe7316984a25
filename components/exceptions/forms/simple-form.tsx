'use client'

import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { FormFrame } from './form-frame'
import { FIELDS, toInput } from './simple-input'
import { UntilField } from './until-field'

/** Renders a form with at most one field: a reason, a reference, a date or a message. */
export function SimpleForm({ action, data }: { action: Action; data: ItemData }) {
  const field = FIELDS[action.form]
  const [text, setText] = useState(field?.initial ?? '')
  const [error, setError] = useState<string>()
  const submission = useSubmitAction(action)
  const submit = () => {
    const fieldError = field?.validate(text.trim())
    setError(fieldError)
    const { id: exceptionId, version } = data.exception
    if (!fieldError) submission.submit(toInput(action, { exceptionId, version }, text.trim()))
  }
  const shared = {
    label: field?.label,
    required: true,
    value: text,
    error,
    description: field?.description,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
  }
  return (
    <FormFrame action={action} submission={submission} onSubmit={submit}>
      {field?.isLong && <Textarea {...shared} autosize minRows={4} />}
      {action.form === 'until' && (
        <UntilField
          value={text}
          onChange={setText}
          label={action.code === 'ship_available' ? 'Hold the rest until' : 'Until'}
        />
      )}
      {action.form === 'until' && error && <p role="alert">{error}</p>}
      {field && !field.isLong && action.form !== 'until' && (
        <TextInput {...shared} type={field.type ?? 'text'} />
      )}
    </FormFrame>
  )
}
