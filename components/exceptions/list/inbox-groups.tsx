'use client'

import { VisuallyHidden } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Selection, useSelection } from '@/components/bulk/use-selection'
import { Pager } from '@/components/data-table/pager'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { BulkBar } from './bulk-bar'
import { type Group, GroupLine } from './group-line'
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
  const { rows } = data
  if (rows.length === 0) return <InboxEmpty state={state} onClear={actions.onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countGroups(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <GroupList
        rows={rows}
        state={state}
        actions={actions}
        selection={selection}
        isStale={isPlaceholderData}
      />
      {!rows.some(({ id }) => id === state.open) && <NoGroupOpen />}
      <GroupPager data={data} actions={actions} />
      <BulkBar
        filter={{ ...inboxFilter(state), ...(state.open && { fingerprint: state.open }) }}
        filterLabel={state.open ? 'All exceptions in this group' : 'All matching exceptions'}
        selection={selection}
      />
    </>
  )
}

function NoGroupOpen() {
  return (
    <p className={classes.placeholder} data-pane="rows">
      Select a group to see its exceptions.
    </p>
  )
}

type GroupPagerProps = {
  data: { rows: Group[]; previous: string | undefined; next: string | undefined }
  actions: InboxActions
}

function GroupPager({ data: { rows, previous, next }, actions }: GroupPagerProps) {
  return (
    <Pager
      summary={`${countGroups(rows.length)} on this page`}
      labels={{ previous: 'Previous', next: 'Next' }}
      onPrevious={
        previous ? () => actions.onPageChange({ after: null, before: previous }) : undefined
      }
      onNext={next ? () => actions.onPageChange({ after: next, before: null }) : undefined}
    />
  )
}

type GroupListProps = {
  rows: Group[]
  state: InboxState
  actions: InboxActions
  selection: Selection
  isStale: boolean
}

function GroupList({ rows, state, actions, selection, isStale }: GroupListProps) {
  const toggle = (id: string) =>
    actions.onChange({ open: id === state.open ? null : id, item: null })
  return (
    <ul className={classes.groups} data-stale={isStale || undefined}>
      {rows.map((group) => (
        <li key={group.id}>
          <GroupLine
            group={group}
            isOpen={group.id === state.open}
            onToggle={() => toggle(group.id)}
          />
          {group.id === state.open && (
            <GroupRows state={state} group={group} selection={selection} />
          )}
        </li>
      ))}
    </ul>
  )
}

const countGroups = (count: number) => (count === 1 ? '1 group' : `${count} groups`)
