'use client'

import { Modal } from '@mantine/core'
import { AssignForm } from '../forms/assign-form'
import { IgnoreForm } from '../forms/ignore-form'
import { NoteForm } from '../forms/note-form'
import { WaitForm } from '../forms/snooze-form'
import type { useTriage } from './use-triage'

/** What takes a form before it can be done. */
export type TriageVerb = 'assign' | 'wait' | 'ignore' | 'escalate' | 'handBack'

/** The exception that a dialog is about. */
export type TriageTarget = {
  exceptionId: string
  version: number
  stage: 'auto' | 'staff' | 'engineer'
  orderId: string | null
}

const TITLES: Record<TriageVerb, string> = {
  assign: 'Assign to',
  wait: 'Wait until',
  ignore: 'Ignore',
  escalate: 'Escalate to the engineers',
  handBack: 'Hand back to staff',
}

type Props = {
  triage: ReturnType<typeof useTriage>
  /** Undefined: closed. */
  open: { verb: TriageVerb; target: TriageTarget } | undefined
  onClose: () => void
}

/** The form of the verb that was chosen; it stays open, with what was typed, when it is refused. */
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

function VerbForm({ triage, open: { verb, target }, onClose }: Required<Props> & { open: Open }) {
  const { exceptionId, version, stage, orderId } = target
  const seen = { exceptionId, version }
  const done = { onSuccess: onClose }
  switch (verb) {
    case 'assign':
      return (
        <AssignForm
          stage={stage}
          isBusy={triage.assign.isPending}
          onAssign={(assigneeId) => triage.assign.mutate({ ...seen, assigneeId }, done)}
        />
      )
    case 'wait':
      return (
        <WaitForm
          isBusy={triage.wait.isPending}
          onWait={(change) => triage.wait.mutate({ ...seen, ...change }, done)}
        />
      )
    case 'ignore':
      return (
        <IgnoreForm
          hasOrder={orderId !== null}
          isBusy={triage.ignore.isPending}
          onIgnore={(change) => triage.ignore.mutate({ ...seen, ...change }, done)}
        />
      )
    case 'escalate':
      return (
        <NoteForm
          label="What should they know?"
          button="Escalate"
          isBusy={triage.escalate.isPending}
          onNote={(note) => triage.escalate.mutate({ ...seen, note }, done)}
        />
      )
    case 'handBack':
      return (
        <NoteForm
          label="What did you find?"
          button="Hand back"
          isBusy={triage.handBack.isPending}
          onNote={(note) => triage.handBack.mutate({ ...seen, note }, done)}
        />
      )
  }
}

type Open = NonNullable<Props['open']>
