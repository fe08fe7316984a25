import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { PlaybookSettings } from '@/components/settings/rules/playbook-settings'
import { PLAYBOOK_URL } from '@/components/settings/rules/playbook-url'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Playbooks' }

const readUrl = createLoader(PLAYBOOK_URL)

export default async function PlaybooksPage(props: { searchParams: Promise<SearchParams> }) {
  await requireStaff()
  const { kind } = await readUrl(props.searchParams)
  await prefetch(trpc.kindSettings.playbook.queryOptions({ kind }))
  return (
    <HydrateClient>
      <PlaybookSettings />
    </HydrateClient>
  )
}
