import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { Inbox } from '@/components/exceptions/list/inbox'
import {
  groupRowsInput,
  INBOX_URL,
  inboxGroupsInput,
  inboxListInput,
} from '@/components/exceptions/list/inbox-url'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Exceptions' }

const readUrl = createLoader(INBOX_URL)

export default async function ExceptionsPage(props: { searchParams: Promise<SearchParams> }) {
  await requireStaff()
  const state = await readUrl(props.searchParams)
  await Promise.all([
    state.grouped
      ? prefetch(trpc.exceptions.groups.queryOptions(inboxGroupsInput(state)))
      : prefetch(trpc.exceptions.list.queryOptions(inboxListInput(state))),
    state.grouped &&
      state.open &&
      prefetch(trpc.exceptions.list.queryOptions(groupRowsInput(state, state.open))),
    state.item &&
      prefetch(
        trpc.exceptionActions.item.queryOptions({ exceptionId: state.item }),
        trpc.exceptions.triage.queryOptions({ exceptionId: state.item }),
      ),
    prefetch(trpc.exceptions.counts.queryOptions()),
    prefetch(trpc.kindSettings.workHours.queryOptions()),
    prefetch(trpc.breakers.troubled.queryOptions()),
  ])
  return (
    <HydrateClient>
      <Inbox />
    </HydrateClient>
  )
}
