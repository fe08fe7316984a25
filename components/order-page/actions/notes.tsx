'use client'

import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Nothing, Section } from '@/components/panel/section'
import { useViewer } from '@/components/shell/viewer'
import { Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import { type Colleague, splitMentions } from '@/domain/text/mentions'
import type { Note, OrderData } from '../order-data'
import { NoteField } from './note-field'
import classes from './notes.module.css'
import { useDisabledReason } from './use-disabled-reason'
import { useFeedback } from './use-feedback'

/** Renders the customer's note and the internal notes of staff. */
export function Notes({ data }: { data: OrderData }) {
  const { order, notes } = data
  const trpc = useTRPC()
  const colleagues = useQuery(trpc.staff.colleagues.queryOptions()).data ?? []
  const reason = useDisabledReason(data)('note')
  const { onSettled } = useFeedback(undefined, '')
  const { mutateAsync } = useMutation(trpc.orderActions.addNote.mutationOptions({ onSettled }))
  return (
    <Section title="Notes" aside={notes.length > 0 ? notes.length : undefined}>
      {order.customerNote && (
        <figure className={classes.customer}>
          <figcaption>Customer note</figcaption>
          <blockquote dir="auto">{order.customerNote}</blockquote>
        </figure>
      )}
      {notes.length === 0 && !order.customerNote && <Nothing>No notes yet.</Nothing>}
      {notes.map((note) => (
        <StaffNote key={note.id} note={note} orderId={order.id} colleagues={colleagues} />
      ))}
      {reason === undefined && (
        <NoteField
          labels={NEW_NOTE}
          colleagues={colleagues}
          onSave={({ text }) => mutateAsync({ orderId: order.id, text })}
        />
      )}
    </Section>
  )
}

const NEW_NOTE = {
  field: 'New note',
  placeholder: 'Write a note. Use @ to mention a colleague.',
  save: 'Add note',
}
const EDIT_NOTE = { field: 'Edit note', placeholder: '', save: 'Save note' }

type StaffNoteProps = { note: Note; orderId: string; colleagues: Colleague[] }

function StaffNote({ note, orderId, colleagues }: StaffNoteProps) {
  const [isEditing, setEditing] = useState(false)
  const isOwn = note.authorId === useViewer().id
  const trpc = useTRPC()
  const { onSettled } = useFeedback(undefined, '')
  const { mutateAsync } = useMutation(trpc.orderActions.editNote.mutationOptions({ onSettled }))
  const { id: noteId, version, text } = note
  return (
    <article className={classes.note} aria-label={`Note by ${note.authorName}`}>
      <header className={classes.head}>
        <strong>{note.authorName}</strong>
        <Time at={note.createdAt} />
        {isOwn && !isEditing && (
          <Button variant="subtle" size="compact-xs" onClick={() => setEditing(true)}>
            Edit
          </Button>
        )}
      </header>
      {isEditing ? (
        <NoteField
          labels={EDIT_NOTE}
          saved={{ text, version }}
          colleagues={colleagues}
          onSave={async (edited) => {
            await mutateAsync({ orderId, noteId, ...edited })
            setEditing(false)
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <NoteText text={text} colleagues={colleagues} />
      )}
      {note.versions.length > 0 && <EarlierVersions note={note} />}
    </article>
  )
}

function NoteText({ text, colleagues }: { text: string; colleagues: Colleague[] }) {
  return (
    <p className={classes.text} dir="auto">
      {splitMentions(text, colleagues).map((part, index) =>
        part.colleagueId ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other key.
          <mark key={index} className={classes.mention}>
            {part.text}
          </mark>
        ) : (
          part.text
        ),
      )}
    </p>
  )
}

/** Renders the earlier versions of an edited note. */
function EarlierVersions({ note }: { note: Note }) {
  return (
    <details className={classes.earlier}>
      <summary>Edited {note.editedAt && <Time at={note.editedAt} />}</summary>
      <ol>
        {note.versions.map((version) => (
          <li key={version.id}>
            <Time at={version.writtenAt} />
            <p className={classes.text} dir="auto">
              {version.text}
            </p>
          </li>
        ))}
      </ol>
    </details>
  )
}
