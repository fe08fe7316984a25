'use client'

import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { affectedLines } from '../item/affected-lines'
import classes from '../item/item-actions.module.css'
import type { Action, ItemData } from '../item/item-data'
import { useSubmitAction } from '../item/use-submit-action'
import { CountrySelect } from './country-select'
import { FormFrame } from './form-frame'

type Entry = { lineId: string; title: string; hsCode: string; originCountry: string }

const isHsCode = (text: string) => /^\d{6,10}$/.test(text.replace(/[\s.]/g, ''))

/** Renders a form for the customs code and country of origin of each affected item. */
export function CustomsForm({ action, data }: { action: Action; data: ItemData }) {
  const [entries, setEntries] = useState<Entry[]>(() =>
    affectedLines(data).map(({ id, title, hsCode, originCountry }) => ({
      lineId: id,
      title,
      hsCode: hsCode ?? '',
      originCountry: originCountry ?? '',
    })),
  )
  const [isValidated, setValidated] = useState(false)
  const submission = useSubmitAction(action)
  const change = (lineId: string, changes: Partial<Entry>) =>
    setEntries(entries.map((entry) => (entry.lineId === lineId ? { ...entry, ...changes } : entry)))
  const submit = () => {
    setValidated(true)
    if (!entries.every(({ hsCode, originCountry }) => isHsCode(hsCode) && originCountry)) return
    const { id: exceptionId, version } = data.exception
    const items = entries.map(({ title: _, ...item }) => item)
    submission.submit({ exceptionId, version, action: 'fill_customs_data', items })
  }
  return (
    <FormFrame action={action} submission={submission} onSubmit={submit}>
      {entries.map((entry) => (
        <EntryFields
          key={entry.lineId}
          entry={entry}
          isValidated={isValidated}
          onChange={(changes) => change(entry.lineId, changes)}
        />
      ))}
    </FormFrame>
  )
}

type EntryProps = {
  entry: Entry
  isValidated: boolean
  onChange: (changes: Partial<Entry>) => void
}

function EntryFields({ entry, isValidated, onChange }: EntryProps) {
  const { title, hsCode, originCountry } = entry
  return (
    <fieldset className={classes.item}>
      <legend dir="auto">{title}</legend>
      <div className={classes.fields}>
        <TextInput
          label="Customs code"
          placeholder="Example: 610910"
          inputMode="numeric"
          required
          value={hsCode}
          error={isValidated && !isHsCode(hsCode) && 'Enter a customs code of 6 to 10 digits.'}
          onChange={(event) => onChange({ hsCode: event.currentTarget.value })}
        />
        <CountrySelect
          label="Country of origin"
          value={originCountry}
          error={isValidated && !originCountry ? 'Select the country of origin.' : undefined}
          onChange={(code) => onChange({ originCountry: code })}
        />
      </div>
    </fieldset>
  )
}
