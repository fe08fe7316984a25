'use client'

import { Button, Textarea } from '@mantine/core'
import { z } from 'zod'
import { useZodForm } from '@/components/form/use-zod-form'
import classes from './triage-forms.module.css'

const NoteFormInput = z.object({ note: z.string().trim().min(1, 'Enter a note.') })

type Props = {
  label: string
  button: string
  maxLength?: number
  /** Reports its own errors. */
  onNote: (note: string) => Promise<unknown>
}

/** Renders a form with one required text. */
export function NoteForm({ label, button, maxLength = 2000, onNote }: Props) {
  const form = useZodForm({
    schema: NoteFormInput,
    savedValues: { note: '' },
    onSubmit: ({ note }) => onNote(note),
  })
  return (
    <form {...form.formProps} className={classes.form}>
      <Textarea
        label={label}
        data-autofocus
        required
        autosize
        minRows={3}
        maxLength={maxLength}
        {...form.getInputProps('note')}
      />
      <Button type="submit" loading={form.isBusy} disabled={form.values.note.trim() === ''}>
        {button}
      </Button>
    </form>
  )
}
