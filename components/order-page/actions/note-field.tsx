'use client'

import { Button, Group, Textarea, UnstyledButton } from '@mantine/core'
import { useRef, useState } from 'react'
import { type Colleague, mentionBeingTyped } from '@/domain/text/mentions'
import classes from './notes.module.css'

const MAX_SUGGESTIONS = 5

type Props = {
  labels: { field: string; placeholder: string; save: string }
  initial?: string
  colleagues: Colleague[]
  isBusy: boolean
  /** Reports its own errors. When it rejects, the text stays in the field. */
  onSave: (text: string) => Promise<unknown>
  onCancel?: () => void
}

/** Renders a note input: @ suggests colleagues to mention, Ctrl or Cmd and Enter saves. */
export function NoteField({ initial = '', colleagues, onSave, ...props }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(initial)
  const [caret, setCaret] = useState(initial.length)
  const typed = mentionBeingTyped(text, caret)
  const save = async () => {
    if (text.trim() === '' || props.isBusy) return
    await onSave(text).then(
      () => setText(''),
      () => {},
    )
  }
  const insertName = (name: string) => {
    const start = caret - (typed?.length ?? 0)
    setText(`${text.slice(0, start)}${name} ${text.slice(caret)}`)
    setCaret(start + name.length + 1)
    field.current?.focus()
  }
  return (
    <div className={classes.field}>
      <Textarea
        ref={field}
        aria-label={props.labels.field}
        placeholder={props.labels.placeholder}
        {...TEXTAREA_LIMITS}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setCaret(currentTarget.selectionStart)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
          if (event.key === 'Escape') props.onCancel?.()
        }}
      />
      <Suggestions typed={typed} colleagues={colleagues} onSelect={insertName} />
      {(text.trim() !== '' || props.onCancel) && <Buttons {...props} onSave={save} />}
    </div>
  )
}

const TEXTAREA_LIMITS = { autosize: true, minRows: 2, maxRows: 12, maxLength: 5000 }

type ButtonsProps = Pick<Props, 'labels' | 'isBusy' | 'onCancel'> & { onSave: () => Promise<void> }

function Buttons({ labels, isBusy, onSave, onCancel }: ButtonsProps) {
  return (
    <Group gap="xs" justify="flex-end">
      {onCancel && (
        <Button variant="default" size="xs" onClick={onCancel}>
          Cancel
        </Button>
      )}
      <Button size="xs" loading={isBusy} onClick={() => void onSave()}>
        {labels.save}
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
