'use client'

import { useState } from 'react'
import type { Selection } from '@/components/bulk/use-selection'
import { DataTable } from '@/components/data-table/data-table'
import { TriageDialog, type TriageTarget, type TriageVerb } from '../triage/triage-dialog'
import { useTriage } from '../triage/use-triage'
import classes from './exception-table.module.css'
import { type InboxRow, SELECTABLE_COLUMNS, SelectedRows } from './inbox-columns'
import { useInboxKeys } from './use-inbox-keys'

type Props = {
  rows: InboxRow[]
  selection: Selection
  /** Whether triage shortcuts work on the focused row. */
  hasShortcuts?: boolean
  label?: string
}

/** Renders a table of exceptions. Rows open the exception, or are triaged in place by shortcuts. */
export function ExceptionTable({
  rows,
  selection,
  hasShortcuts = false,
  label = 'Exceptions',
}: Props) {
  const triage = useTriage()
  const [open, setOpen] = useState<{ verb: TriageVerb; target: TriageTarget }>()
  useInboxKeys(hasShortcuts ? rows : [], {
    onAssignToMe: ({ id }) => triage.assignToMe.mutate({ exceptionId: id }),
    onRetry: ({ id }) => triage.retry.mutate({ exceptionId: id }),
    onToggle: ({ id }) => selection.toggle(id),
    onOpenDialog: (verb, row) => setOpen({ verb, target: { ...row, exceptionId: row.id } }),
  })
  return (
    <SelectedRows value={selection}>
      <DataTable
        label={label}
        columns={SELECTABLE_COLUMNS}
        rows={rows}
        rowId={(row) => row.id}
        layout={classes.columns}
      />
      <TriageDialog triage={triage} open={open} onClose={() => setOpen(undefined)} />
    </SelectedRows>
  )
}
