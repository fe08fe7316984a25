'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import classes from '@/components/bulk/bulk-bar.module.css'
import { BULK_LABELS } from '@/components/bulk/bulk-labels'
import type { Selection } from '@/components/bulk/use-selection'
import { useReasonAgainst } from '@/components/shell/viewer'
import { EXCEPTION_BULK_KINDS, type ExceptionBulkKind } from '@/domain/bulk/bulk-jobs'
import type { InboxFilter } from '@/domain/exception/inbox'
import { BulkDialog } from './bulk-dialog'

type Props = {
  /** What is meant while nothing is chosen by hand. */
  filter: InboxFilter
  /** What the filter shows, in words: "Everything in this tab". */
  meant: string
  selection: Selection
}

/** What can be done to the rows that were chosen, or to everything that is shown. */
export function BulkBar({ filter, meant, selection }: Props) {
  const [kind, setKind] = useState<ExceptionBulkKind>()
  const reason = useReasonAgainst('exceptions.bulk')
  const { ids, clear } = selection
  const close = (isStarted: boolean) => {
    setKind(undefined)
    if (isStarted) clear()
  }
  return (
    <section className={classes.bar} aria-label="Act on many" data-chosen={ids.length > 0}>
      <span className={classes.what}>{ids.length > 0 ? `${ids.length} chosen` : meant}</span>
      {EXCEPTION_BULK_KINDS.map((each) => (
        <ReasonedButton
          key={each}
          variant="default"
          reasonAgainst={reason}
          onClick={() => setKind(each)}
        >
          {BULK_LABELS[each].verb} …
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
