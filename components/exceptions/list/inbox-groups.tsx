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
import { type InboxActions, type InboxState, inboxFilter, inboxGroupsInput } from './inbox-url'

const POLL_MS = 5000

/** Renders exceptions grouped by cause: an outage that stops 500 orders is one line. */
export function InboxGroups({ state, actions }: { state: InboxState; actions: InboxActions }) {
  const trpc = useTRPC()
  const selection = useSelection()
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(
    trpc.exceptions.groups.queryOptions(inboxGroupsInput(state), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  if (error && !data)
    return <Failure title="Couldn't load exceptions" query={{ error, refetch, isFetching }} />
  if (!data) return <GroupsSkeleton />
  const { rows, previous, next } = data
  if (rows.length === 0) return <InboxEmpty state={state} onClear={actions.onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countGroups(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <ul className={classes.groups} data-stale={isPlaceholderData || undefined}>
        {rows.map((group) => (
          <li key={group.id}>
            <GroupLine
              group={group}
              isOpen={group.id === state.open}
              onToggle={() =>
                actions.onChange({ open: group.id === state.open ? null : group.id, item: null })
              }
            />
            {group.id === state.open && (
              <GroupRows state={state} group={group} selection={selection} />
            )}
          </li>
        ))}
      </ul>
      {!rows.some(({ id }) => id === state.open) && (
        <p className={classes.placeholder} data-pane="rows">
          Select a group to see its exceptions.
        </p>
      )}
      <Pager
        summary={`${countGroups(rows.length)} on this page`}
        labels={{ previous: 'Previous', next: 'Next' }}
        onPrevious={
          previous ? () => actions.onPageChange({ after: null, before: previous }) : undefined
        }
        onNext={next ? () => actions.onPageChange({ after: next, before: null }) : undefined}
      />
      <BulkBar
        filter={{ ...inboxFilter(state), ...(state.open && { fingerprint: state.open }) }}
        filterLabel={state.open ? 'All exceptions in this group' : 'All matching exceptions'}
        selection={selection}
      />
    </>
  )
}

const countGroups = (count: number) => (count === 1 ? '1 group' : `${count} groups`)
