'use client'

import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import classes from './triage-forms.module.css'

type Props = {
  label: string
  button: string
  maxLength?: number
  isBusy: boolean
  onNote: (note: string) => void
}

/** Renders a form with one required text. */
export function NoteForm({ label, button, maxLength = 2000, isBusy, onNote }: Props) {
  const [note, setNote] = useState('')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        onNote(note)
      }}
    >
      <Textarea
        label={label}
        data-autofocus
        required
        autosize
        minRows={3}
        maxLength={maxLength}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" loading={isBusy} disabled={note.trim() === ''}>
        {button}
      </Button>
    </form>
  )
}
