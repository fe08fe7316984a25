'use client'

import { VisuallyHidden } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { countExceptions } from '@/components/bulk/bulk-labels'
import { useSelection } from '@/components/bulk/use-selection'
import { Pager } from '@/components/data-table/pager'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { BulkBar } from './bulk-bar'
import { ExceptionTable } from './exception-table'
import table from './exception-table.module.css'
import classes from './inbox.module.css'
import { INBOX_COLUMNS } from './inbox-columns'
import { InboxEmpty } from './inbox-empty'
import { type InboxActions, type InboxState, inboxFilter, inboxListInput } from './inbox-url'

const POLL_MS = 5000

/** Renders exceptions as a flat list. */
export function InboxList({ state, actions }: { state: InboxState; actions: InboxActions }) {
  const trpc = useTRPC()
  const selection = useSelection()
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(
    trpc.exceptions.list.queryOptions(inboxListInput(state), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  if (error && !data)
    return <Failure title="Couldn't load exceptions" query={{ error, refetch, isFetching }} />
  if (!data) return <TableSkeleton columns={INBOX_COLUMNS} layout={table.columns} />
  const { rows, previous, next } = data
  if (rows.length === 0) return <InboxEmpty state={state} onClear={actions.onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countExceptions(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <div className={classes.rows} data-stale={isPlaceholderData || undefined}>
        <ExceptionTable rows={rows} selection={selection} hasShortcuts />
      </div>
      <Pager
        summary={`${countExceptions(rows.length)} on this page`}
        labels={{ previous: 'Previous', next: 'Next' }}
        onPrevious={
          previous ? () => actions.onPageChange({ after: null, before: previous }) : undefined
        }
        onNext={next ? () => actions.onPageChange({ after: next, before: null }) : undefined}
      />
      <BulkBar
        filter={inboxFilter(state)}
        filterLabel="All matching exceptions"
        selection={selection}
      />
    </>
  )
}
