'use client'

import { TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from '../item/item-actions.module.css'
import type { Action, ItemData } from '../item/item-data'
import { linesNamed } from '../item/lines-named'
import { useTakeAction } from '../item/use-take-action'
import { CountrySelect } from './country-select'
import { FormFrame } from './form-frame'

type Entry = { lineId: string; title: string; hsCode: string; originCountry: string }

const isHsCode = (text: string) => /^\d{6,10}$/.test(text.replace(/[\s.]/g, ''))

/** Customs code and country of origin of each item that lacks one of them. */
export function CustomsForm({ action, data }: { action: Action; data: ItemData }) {
  const [entries, setEntries] = useState<Entry[]>(() =>
    linesNamed(data).map(({ id, title, hsCode, originCountry }) => ({
      lineId: id,
      title,
      hsCode: hsCode ?? '',
      originCountry: originCountry ?? '',
    })),
  )
  const [isChecked, setChecked] = useState(false)
  const taking = useTakeAction(`Done: ${action.past}.`)
  const change = (lineId: string, part: Partial<Entry>) =>
    setEntries(entries.map((one) => (one.lineId === lineId ? { ...one, ...part } : one)))
  const submit = () => {
    setChecked(true)
    if (!entries.every(({ hsCode, originCountry }) => isHsCode(hsCode) && originCountry)) return
    const { id: exceptionId, version } = data.exception
    const items = entries.map(({ title: _, ...item }) => item)
    taking.take({ exceptionId, version, action: 'fill_customs_data', items })
  }
  return (
    <FormFrame action={action} taking={taking} onSubmit={submit}>
      {entries.map(({ lineId, title, hsCode, originCountry }) => (
        <fieldset key={lineId} className={classes.item}>
          <legend dir="auto">{title}</legend>
          <div className={classes.fields}>
            <TextInput
              label="Customs code"
              placeholder="for example 610910"
              inputMode="numeric"
              required
              value={hsCode}
              error={isChecked && !isHsCode(hsCode) && 'A customs code has 6 to 10 digits.'}
              onChange={(event) => change(lineId, { hsCode: event.currentTarget.value })}
            />
            <CountrySelect
              label="Country of origin"
              value={originCountry}
              error={
                isChecked && !originCountry ? 'Choose the country where it was made.' : undefined
              }
              onChange={(code) => change(lineId, { originCountry: code })}
            />
          </div>
        </fieldset>
      ))}
    </FormFrame>
  )
}
