'use client'

import { Button, Group, Textarea, UnstyledButton } from '@mantine/core'
import { useRef, useState } from 'react'
import { z } from 'zod'
import { FormError } from '@/components/form/form-error'
import { useZodForm } from '@/components/form/use-zod-form'
import { NoteText } from '@/domain/order/order-note'
import { type Colleague, mentionBeingTyped } from '@/domain/text/mentions'
import classes from './notes.module.css'

const MAX_SUGGESTIONS = 5

const NoteFormInput = z.object({ text: NoteText, version: z.int() })
type NoteFormInput = z.infer<typeof NoteFormInput>

type Props = {
  labels: { field: string; placeholder: string; save: string }
  /** The note as saved. Undefined: a new note. */
  saved?: NoteFormInput
  colleagues: Colleague[]
  onSave: (note: NoteFormInput) => Promise<unknown>
  onCancel?: () => void
}

const NEW_NOTE: NoteFormInput = { text: '', version: 0 }

const useNoteForm = (savedValues: NoteFormInput, onSubmit: Props['onSave']) =>
  useZodForm({ schema: NoteFormInput, savedValues, onSubmit, nextValues: () => NEW_NOTE })

/** Renders a note input: @ suggests colleagues to mention, Ctrl or Cmd and Enter saves. */
export function NoteField({ labels, saved = NEW_NOTE, colleagues, onSave, onCancel }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const form = useNoteForm(saved, onSave)
  const { text } = form.values
  const [caret, setCaret] = useState(text.length)
  const typed = mentionBeingTyped(text, caret)
  const isEmpty = text.trim() === ''
  const insertName = (name: string) => {
    const start = caret - (typed?.length ?? 0)
    form.setFieldValue('text', `${text.slice(0, start)}${name} ${text.slice(caret)}`)
    setCaret(start + name.length + 1)
    field.current?.focus()
  }
  const { onChange, ...input } = form.getInputProps('text')
  return (
    <form {...form.formProps} className={classes.field}>
      <Textarea
        ref={field}
        aria-label={labels.field}
        placeholder={labels.placeholder}
        {...TEXTAREA_LIMITS}
        {...input}
        onChange={(event) => {
          onChange(event)
          setCaret(event.currentTarget.selectionStart)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isEmpty) form.submit()
          if (event.key === 'Escape') onCancel?.()
        }}
      />
      <Suggestions typed={typed} colleagues={colleagues} onSelect={insertName} />
      <FormError {...form.failure} />
      {(!isEmpty || onCancel) && (
        <Buttons label={labels.save} isBusy={form.isBusy} onCancel={onCancel} />
      )}
    </form>
  )
}

const TEXTAREA_LIMITS = { autosize: true, minRows: 2, maxRows: 12, maxLength: 5000 }

type ButtonsProps = { label: string; isBusy: boolean; onCancel: (() => void) | undefined }

function Buttons({ label, isBusy, onCancel }: ButtonsProps) {
  return (
    <Group gap="xs" justify="flex-end">
      {onCancel && (
        <Button variant="default" size="xs" onClick={onCancel}>
          Cancel
        </Button>
      )}
      <Button type="submit" size="xs" loading={isBusy}>
        {label}
      </Button>
    </Group>
  )
}

type SuggestionsProps = {
  typed: string | undefined
  colleagues: Colleague[]
  onSelect: (name: string) => void
}

/** Renders the colleagues whose names start with the typed text; none once a name is complete. */
function Suggestions({ typed, colleagues, onSelect }: SuggestionsProps) {
  if (typed === undefined) return null
  const prefix = typed.toLowerCase()
  const matches = colleagues
    .filter(({ name }) => name.toLowerCase().startsWith(prefix) && name.length > typed.length)
    .slice(0, MAX_SUGGESTIONS)
  if (matches.length === 0) return null
  return (
    <ul className={classes.suggestions} aria-label="Colleagues">
      {matches.map(({ id, name }) => (
        <li key={id}>
          <UnstyledButton className={classes.suggestion} onClick={() => onSelect(name)}>
            @{name}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
