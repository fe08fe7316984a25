'use client'

import { TextInput } from '@mantine/core'
import { z } from 'zod'
import { useZodForm, type ZodForm } from '@/components/form/use-zod-form'
import { CustomsItem } from '@/domain/shipment/customs-input'
import { affectedLines } from '../item/affected-lines'
import classes from '../item/item-actions.module.css'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { CountrySelect } from './country-select'
import { FormFrame } from './form-frame'

const CustomsFormInput = z.object({ items: z.array(CustomsItem) })
type CustomsFormInput = z.input<typeof CustomsFormInput>

/** Renders a form for the customs code and country of origin of each affected item. */
export function CustomsForm({ action, data }: { action: Action; data: ItemData }) {
  const lines = affectedLines(data)
  const { takeAction, giftCardCode } = useSubmitAction(action)
  const { id: exceptionId, version } = data.exception
  const form = useZodForm({
    schema: CustomsFormInput,
    savedValues: {
      items: lines.map(({ id, hsCode, originCountry }) => ({
        lineId: id,
        hsCode: hsCode ?? '',
        originCountry: originCountry ?? '',
      })),
    },
    onSubmit: ({ items }) =>
      takeAction({ exceptionId, version, action: 'fill_customs_data', items }),
  })
  return (
    <FormFrame action={action} form={form} giftCardCode={giftCardCode}>
      {form.values.items.map(({ lineId }, index) => (
        <ItemFields
          key={lineId}
          title={lines.find(({ id }) => id === lineId)?.title ?? 'Removed item'}
          form={form}
          index={index}
        />
      ))}
    </FormFrame>
  )
}

type ItemProps = { title: string; form: ZodForm<CustomsFormInput>; index: number }

function ItemFields({ title, form, index }: ItemProps) {
  return (
    <fieldset className={classes.item}>
      <legend dir="auto">{title}</legend>
      <div className={classes.fields}>
        <TextInput
          label="Customs code"
          placeholder="Example: 610910"
          inputMode="numeric"
          required
          {...form.getInputProps(`items.${index}.hsCode`)}
        />
        <CountrySelect
          label="Country of origin"
          {...form.getInputProps(`items.${index}.originCountry`)}
        />
      </div>
    </fieldset>
  )
}
