'use client'

import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Action, ItemData } from '../item/item-data'
import { useTakeAction } from '../item/use-take-action'
import { FormFrame } from './form-frame'
import { FIELD_LABELS, toInput } from './simple-input'
import { UntilField } from './until-field'

/** A form of one field at most: a reason, a reference, a date, a message. */
export function SimpleForm({ action, data }: { action: Action; data: ItemData }) {
  const words = FIELD_LABELS[action.form]
  const [text, setText] = useState(words?.start ?? '')
  const [problem, setProblem] = useState<string>()
  const taking = useTakeAction(`Done: ${action.past}.`)
  const submit = () => {
    const refusal = words?.check(text.trim())
    setProblem(refusal)
    const { id: exceptionId, version } = data.exception
    if (!refusal) taking.take(toInput(action.code, { exceptionId, version }, text.trim()))
  }
  const shared = {
    label: words?.label,
    required: true,
    value: text,
    error: problem,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
  }
  return (
    <FormFrame action={action} taking={taking} onSubmit={submit}>
      {words?.isLong && <Textarea {...shared} autosize minRows={4} />}
      {action.form === 'until' && (
        <UntilField
          value={text}
          onChange={setText}
          label={action.code === 'ship_available' ? 'The rest waits until' : 'Until'}
        />
      )}
      {action.form === 'until' && problem && <p role="alert">{problem}</p>}
      {words && !words.isLong && action.form !== 'until' && (
        <TextInput {...shared} type={words.type ?? 'text'} />
      )}
    </FormFrame>
  )
}
