'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import classes from '@/components/bulk/bulk-bar.module.css'
import { BULK_LABELS } from '@/components/bulk/bulk-labels'
import type { Selection } from '@/components/bulk/use-selection'
import { useReasonAgainst } from '@/components/shell/viewer'
import { EXCEPTION_BULK_ACTION_NAMES, type ExceptionBulkAction } from '@/domain/bulk/bulk-jobs'
import type { InboxFilter } from '@/domain/exception/inbox'
import { BulkDialog } from './bulk-dialog'

type Props = {
  /** Applies to every matching exception while no rows are selected. */
  filter: InboxFilter
  /** Describes what the filter matches: "All matching exceptions". */
  filterLabel: string
  selection: Selection
}

/** Renders the bulk actions for the selected rows, or for every exception that matches the filter. */
export function BulkBar({ filter, filterLabel, selection }: Props) {
  const [kind, setKind] = useState<ExceptionBulkAction>()
  const disabledReason = useReasonAgainst('exceptions.bulk')
  const { ids, clear } = selection
  const close = (isStarted: boolean) => {
    setKind(undefined)
    if (isStarted) clear()
  }
  return (
    <section className={classes.bar} aria-label="Bulk actions" data-selected={ids.length > 0}>
      <span className={classes.summary}>
        {ids.length > 0 ? `${ids.length} selected` : filterLabel}
      </span>
      {EXCEPTION_BULK_ACTION_NAMES.map((getBulkAction) => (
        <ReasonedButton
          key={getBulkAction}
          variant="default"
          reasonAgainst={disabledReason}
          onClick={() => setKind(getBulkAction)}
        >
          {BULK_LABELS[getBulkAction].verb}…
        </ReasonedButton>
      ))}
      {ids.length > 0 && (
        <Button variant="subtle" onClick={clear}>
          Clear
        </Button>
      )}
      <BulkDialog
        kind={kind}
        selection={ids.length > 0 ? { ids: [...ids] } : { inbox: filter }}
        onClose={close}
      />
    </section>
  )
}
