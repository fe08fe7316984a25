'use client'

import { Button, Group, Textarea, UnstyledButton } from '@mantine/core'
import { useRef, useState } from 'react'
import { type Colleague, mentionBeingTyped } from '@/domain/text/mentions'
import classes from './notes.module.css'

const MAX_SUGGESTIONS = 5

type Props = {
  label: string
  placeholder: string
  verb: string
  initial?: string
  colleagues: Colleague[]
  isBusy: boolean
  onSave: (text: string) => Promise<unknown>
  onCancel?: () => void
}

/** A text for colleagues: an @ offers their names, Ctrl or Cmd and Enter saves. */
export function NoteField({ initial = '', colleagues, onSave, ...props }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(initial)
  const [caret, setCaret] = useState(initial.length)
  const typed = mentionBeingTyped(text, caret)
  const save = async () => {
    if (text.trim() === '' || props.isBusy) return
    // What was refused stays in the field; the reason is shown beside.
    const isSaved = await onSave(text).then(
      () => true,
      () => false,
    )
    if (isSaved) setText('')
  }
  const insert = (name: string) => {
    const start = caret - (typed?.length ?? 0)
    const changed = `${text.slice(0, start)}${name} ${text.slice(caret)}`
    setText(changed)
    setCaret(start + name.length + 1)
    field.current?.focus()
  }
  return (
    <div className={classes.field}>
      <Textarea
        ref={field}
        aria-label={props.label}
        placeholder={props.placeholder}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={5000}
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
      <Suggestions typed={typed} colleagues={colleagues} onChoose={insert} />
      {(text.trim() !== '' || props.onCancel) && (
        <Group gap="xs" justify="flex-end">
          {props.onCancel && (
            <Button variant="default" size="xs" onClick={props.onCancel}>
              Back
            </Button>
          )}
          <Button size="xs" loading={props.isBusy} onClick={() => void save()}>
            {props.verb}
          </Button>
        </Group>
      )}
    </div>
  )
}

type SuggestionsProps = {
  typed: string | undefined
  colleagues: Colleague[]
  onChoose: (name: string) => void
}

/** Whom the name that is being typed may mean; nobody once it stands there in full. */
function Suggestions({ typed, colleagues, onChoose }: SuggestionsProps) {
  if (typed === undefined) return null
  const start = typed.toLowerCase()
  const meant = colleagues
    .filter(({ name }) => name.toLowerCase().startsWith(start) && name.length > typed.length)
    .slice(0, MAX_SUGGESTIONS)
  if (meant.length === 0) return null
  return (
    <ul className={classes.suggestions} aria-label="Colleagues">
      {meant.map(({ id, name }) => (
        <li key={id}>
          <UnstyledButton className={classes.suggestion} onClick={() => onChoose(name)}>
            @{name}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}
