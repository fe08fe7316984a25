'use client'

import { useState } from 'react'
import type { Selection } from '@/components/bulk/use-selection'
import { DataTable } from '@/components/data-table/data-table'
import { TriageDialog, type TriageTarget, type TriageVerb } from '../triage/triage-dialog'
import { useTriage } from '../triage/use-triage'
import classes from './inbox.module.css'
import { type InboxRow, SELECTABLE_COLUMNS, SelectedRows } from './inbox-columns'
import { useInboxKeys } from './use-inbox-keys'

type Props = {
  rows: InboxRow[]
  selection: Selection
  /** Its rows answer to the keys of triage. */
  hasKeys?: boolean
  label?: string
}

/** Rows of exceptions; each opens its own page, or is triaged by a key where it stands. */
export function ExceptionTable({ rows, selection, hasKeys = false, label = 'Exceptions' }: Props) {
  const triage = useTriage()
  const [open, setOpen] = useState<{ verb: TriageVerb; target: TriageTarget }>()
  useInboxKeys(hasKeys ? rows : [], {
    take: ({ id }) => triage.take.mutate({ exceptionId: id }),
    retry: ({ id }) => triage.retry.mutate({ exceptionId: id }),
    choose: ({ id }) => selection.toggle(id),
    ask: (verb, row) => setOpen({ verb, target: { ...row, exceptionId: row.id } }),
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
