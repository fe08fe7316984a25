'use client'

import { VisuallyHidden } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSelection } from '@/components/bulk/use-selection'
import { Pager } from '@/components/data-table/pager'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { BulkBar } from './bulk-bar'
import { GroupLine } from './group-line'
import { GroupRows } from './group-rows'
import { GroupsSkeleton } from './groups-skeleton'
import classes from './inbox.module.css'
import { InboxEmpty } from './inbox-empty'
import { type InboxMoves, type InboxState, inboxFilter, inboxGroupsInput } from './inbox-url'

const POLL_MS = 5000

/** The causes of exceptions: an outage that stops five hundred orders is one line. */
export function InboxGroups({ state, moves }: { state: InboxState; moves: InboxMoves }) {
  const trpc = useTRPC()
  const selection = useSelection()
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(
    trpc.exceptions.groups.queryOptions(inboxGroupsInput(state), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  if (error && !data)
    return (
      <Failure title="The exceptions could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return <GroupsSkeleton />
  const { rows, previous, next } = data
  if (rows.length === 0) return <InboxEmpty state={state} onClear={moves.onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countWords(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <ul className={classes.groups} data-stale={isPlaceholderData || undefined}>
        {rows.map((group) => (
          <li key={group.id}>
            <GroupLine
              group={group}
              isOpen={group.id === state.open}
              onToggle={() =>
                moves.onChange({ open: group.id === state.open ? null : group.id, item: null })
              }
            />
            {group.id === state.open && (
              <GroupRows state={state} group={group} selection={selection} />
            )}
          </li>
        ))}
      </ul>
      {!rows.some(({ id }) => id === state.open) && (
        <p className={classes.choose} data-pane="rows">
          Choose a cause to see its exceptions.
        </p>
      )}
      <Pager
        summary={`${countWords(rows.length)} on this page`}
        labels={{ previous: 'Back', next: 'More' }}
        onPrevious={previous ? () => moves.onTurn({ after: null, before: previous }) : undefined}
        onNext={next ? () => moves.onTurn({ after: next, before: null }) : undefined}
      />
      <BulkBar
        filter={{ ...inboxFilter(state), ...(state.open && { fingerprint: state.open }) }}
        meant={state.open ? 'Everything of the unfolded cause' : 'Everything that matches'}
        selection={selection}
      />
    </>
  )
}

const countWords = (count: number) => (count === 1 ? '1 cause' : `${count} causes`)
