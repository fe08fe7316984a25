'use client'

import { Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Nothing } from '@/components/panel/section'
import { useTRPC } from '@/components/trpc-provider'
import classes from '../item/item-actions.module.css'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { FormFrame } from './form-frame'

type Props = { action: Action; data: ItemData }

/** Renders a JSON editor for the input or the result of a step. */
export function StepForm({ action, data }: Props) {
  const trpc = useTRPC()
  const { id: exceptionId } = data.exception
  const { data: raw, error } = useQuery(trpc.exceptionActions.raw.queryOptions({ exceptionId }))
  if (!raw) return <Nothing>{error ? error.message : 'Loading…'}</Nothing>
  const isInput = action.form === 'step_input'
  const initial = isInput ? raw.input : raw.resultExample
  return <JsonForm action={action} data={data} initial={initial} />
}

type Errors = { json?: string | undefined; reason?: string | undefined }

const JSON_FIELD = {
  description: 'JSON. Validated against the schema of the step before saving.',
  classNames: { input: classes.json ?? '' },
  spellCheck: false,
  autosize: true,
  minRows: 3,
  maxRows: 24,
}

function JsonForm({ action, data, initial }: Props & { initial: unknown }) {
  const isInput = action.code === 'edit_input'
  const hasJson = initial !== null && initial !== undefined
  const [text, setText] = useState(() => JSON.stringify(initial ?? {}, null, 2))
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<Errors>({})
  const submission = useSubmitAction(action)
  const submit = () => {
    const { value, error } = hasJson ? parseJson(text) : {}
    const reasonError = reason.trim() === '' ? 'Enter a reason.' : undefined
    setErrors({ json: error, reason: reasonError })
    if (error || reasonError) return
    const { id: exceptionId, version } = data.exception
    const shared = { exceptionId, version, reason: reason.trim() }
    if (isInput) submission.submit({ ...shared, action: 'edit_input', input: value })
    else
      submission.submit({ ...shared, action: 'resolve_by_hand', ...(hasJson && { result: value }) })
  }
  return (
    <FormFrame action={action} submission={submission} onSubmit={submit}>
      {hasJson && (
        <Textarea
          {...JSON_FIELD}
          label={isInput ? 'Step input' : 'Step result'}
          value={text}
          error={errors.json}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="Reason"
        required
        maxLength={500}
        value={reason}
        error={errors.reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormFrame>
  )
}

function parseJson(text: string): { value?: unknown; error?: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { error: `Invalid JSON: ${error instanceof Error ? error.message : 'unreadable'}.` }
  }
}
