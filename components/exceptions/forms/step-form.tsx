'use client'

import { Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { useZodForm } from '@/components/form/use-zod-form'
import { Nothing } from '@/components/panel/section'
import { useTRPC } from '@/components/trpc-provider'
import { Reason } from '@/domain/text/text-inputs'
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

const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'unreadable'
    context.addIssue(`Invalid JSON: ${problem}.`)
    return z.NEVER
  }
})
const StepFormInput = z.object({ json: Json, reason: Reason })

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
  const { takeAction, giftCardCode } = useSubmitAction(action)
  const { id: exceptionId, version } = data.exception
  const form = useZodForm({
    schema: StepFormInput,
    savedValues: { json: JSON.stringify(initial ?? {}, null, 2), reason: '' },
    onSubmit: ({ json, reason }) => {
      const shared = { exceptionId, version, reason }
      if (isInput) return takeAction({ ...shared, action: 'edit_input', input: json })
      return takeAction({ ...shared, action: 'resolve_by_hand', ...(hasJson && { result: json }) })
    },
  })
  return (
    <FormFrame action={action} form={form} giftCardCode={giftCardCode}>
      {hasJson && (
        <Textarea
          {...JSON_FIELD}
          label={isInput ? 'Step input' : 'Step result'}
          {...form.getInputProps('json')}
        />
      )}
      <TextInput label="Reason" required maxLength={500} {...form.getInputProps('reason')} />
    </FormFrame>
  )
}
