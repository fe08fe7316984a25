'use client'

import { Textarea, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { z } from 'zod'
import { useZodForm } from '@/components/form/use-zod-form'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { FormFrame } from './form-frame'
import { FIELDS, toInput } from './simple-input'
import { UntilField } from './until-field'

/** Renders a form with at most one field: a reason, a reference, a date or a message. */
export function SimpleForm({ action, data }: { action: Action; data: ItemData }) {
  const field = FIELDS[action.form]
  const { takeAction, giftCardCode } = useSubmitAction(action)
  const { id: exceptionId, version } = data.exception
  const form = useZodForm({
    schema: useMemo(() => z.object({ text: field?.schema ?? z.string() }), [field]),
    savedValues: { text: field?.initial ?? '' },
    onSubmit: ({ text }) => takeAction(toInput(action, { exceptionId, version }, text)),
  })
  const input = {
    label: field?.label,
    required: true,
    description: field?.description,
    ...form.getInputProps('text'),
  }
  return (
    <FormFrame action={action} form={form} giftCardCode={giftCardCode}>
      {field?.isLong && <Textarea {...input} autosize minRows={4} />}
      {action.form === 'until' && (
        <UntilField
          {...form.getInputProps('text')}
          label={action.code === 'ship_available' ? 'Hold the rest until' : 'Until'}
        />
      )}
      {field && !field.isLong && action.form !== 'until' && (
        <TextInput {...input} type={field.type ?? 'text'} />
      )}
    </FormFrame>
  )
}
