'use client'

import { Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { Selection } from '@/components/bulk/use-selection'
import { Failure } from '@/components/states/failure'
import { useTRPC } from '@/components/trpc-provider'
import { causeTitle } from '@/domain/exception/exception-title'
import { inboxPath } from '@/paths/routes'
import { ExceptionTable } from './exception-table'
import type { Group } from './group-line'
import classes from './inbox.module.css'
import { groupRowsInput, type InboxState } from './inbox-url'

const POLL_MS = 5000

type Props = { state: InboxState; group: Group; selection: Selection }

/** Renders the first exceptions of a group, with a link to the full list. */
export function GroupRows({ state, group, selection }: Props) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.exceptions.list.queryOptions(groupRowsInput(state, group.id), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  if (error && !data)
    return <Failure title="Couldn't load exceptions" query={{ error, refetch, isFetching }} />
  if (!data) return <Skeleton height={36} my={8} mx={24} aria-busy />
  const { rows } = data
  return (
    <div className={classes.expanded}>
      <ExceptionTable rows={rows} selection={selection} hasShortcuts label={causeTitle(group)} />
      {group.count > rows.length && (
        <p className={classes.more}>
          <Link href={inboxPath({ grouped: 'false', tab: state.tab, cause: group.id })}>
            Show all {group.count}
          </Link>
        </p>
      )}
    </div>
  )
}
