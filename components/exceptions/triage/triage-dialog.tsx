'use client'

import { Modal } from '@mantine/core'
import { AssignForm } from '../forms/assign-form'
import { IgnoreForm } from '../forms/ignore-form'
import { NoteForm } from '../forms/note-form'
import { SnoozeForm } from '../forms/snooze-form'
import type { useTriage } from './use-triage'

/** A triage action that needs a form. */
export type TriageVerb = 'assign' | 'snooze' | 'ignore' | 'escalate' | 'returnToStaff'

/** The exception a dialog acts on. */
export type TriageTarget = {
  exceptionId: string
  version: number
  stage: 'auto' | 'staff' | 'engineer'
  orderId: string | null
}

const TITLES: Record<TriageVerb, string> = {
  assign: 'Assign exception',
  snooze: 'Snooze exception',
  ignore: 'Ignore exception',
  escalate: 'Escalate to engineering',
  returnToStaff: 'Return to staff',
}

type Props = {
  triage: ReturnType<typeof useTriage>
  /** Undefined: closed. */
  open: { verb: TriageVerb; target: TriageTarget } | undefined
  onClose: () => void
}

/** Renders the form of the selected action. It stays open with the input if the action fails. */
export function TriageDialog({ triage, open, onClose }: Props) {
  return (
    <Modal
      opened={open !== undefined}
      onClose={onClose}
      title={open && TITLES[open.verb]}
      size="sm"
      returnFocus
    >
      {open && <VerbForm triage={triage} open={open} onClose={onClose} />}
    </Modal>
  )
}

type Open = NonNullable<Props['open']>

function VerbForm({ triage, open, onClose }: Required<Props> & { open: Open }) {
  const { verb } = open
  const { exceptionId, version, stage, orderId } = open.target
  const seen = { exceptionId, version }
  const options = { onSuccess: onClose }
  switch (verb) {
    case 'assign':
      return (
        <AssignForm
          stage={stage}
          onAssign={(assigneeId) => triage.assign.mutateAsync({ ...seen, assigneeId }, options)}
        />
      )
    case 'snooze':
      return (
        <SnoozeForm
          onSnooze={(change) => triage.snooze.mutateAsync({ ...seen, ...change }, options)}
        />
      )
    case 'ignore':
      return (
        <IgnoreForm
          hasOrder={orderId !== null}
          onIgnore={(change) => triage.ignore.mutateAsync({ ...seen, ...change }, options)}
        />
      )
    default:
      return (
        <NoteForm
          {...NOTE_LABELS[verb]}
          onNote={(note) => triage[verb].mutateAsync({ ...seen, note }, options)}
        />
      )
  }
}

const NOTE_LABELS = {
  escalate: { label: 'Note for engineering', button: 'Escalate' },
  returnToStaff: { label: 'Note for staff', button: 'Return to staff' },
}
