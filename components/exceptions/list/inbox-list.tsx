'use client'

import { VisuallyHidden } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSelection } from '@/components/bulk/use-selection'
import { Pager } from '@/components/data-table/pager'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { BulkBar } from './bulk-bar'
import { ExceptionTable } from './exception-table'
import classes from './inbox.module.css'
import { INBOX_COLUMNS } from './inbox-columns'
import { InboxEmpty } from './inbox-empty'
import { type InboxMoves, type InboxState, inboxFilter, inboxListInput } from './inbox-url'

const POLL_MS = 5000

/** Exceptions one by one. */
export function InboxList({ state, moves }: { state: InboxState; moves: InboxMoves }) {
  const trpc = useTRPC()
  const selection = useSelection()
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(
    trpc.exceptions.list.queryOptions(inboxListInput(state), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  if (error && !data)
    return (
      <Failure title="The exceptions could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return <TableSkeleton columns={INBOX_COLUMNS} layout={classes.columns} />
  const { rows, previous, next } = data
  if (rows.length === 0) return <InboxEmpty state={state} onClear={moves.onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countWords(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <div className={classes.rows} data-stale={isPlaceholderData || undefined}>
        <ExceptionTable rows={rows} selection={selection} hasKeys />
      </div>
      <Pager
        summary={`${countWords(rows.length)} on this page`}
        labels={{ previous: 'Back', next: 'More' }}
        onPrevious={previous ? () => moves.onTurn({ after: null, before: previous }) : undefined}
        onNext={next ? () => moves.onTurn({ after: next, before: null }) : undefined}
      />
      <BulkBar filter={inboxFilter(state)} meant="Everything that matches" selection={selection} />
    </>
  )
}

const countWords = (count: number) => (count === 1 ? '1 exception' : `${count} exceptions`)
