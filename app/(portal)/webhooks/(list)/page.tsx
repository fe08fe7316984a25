import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { NoAccess } from '@/components/states/no-access'
import { WebhookList } from '@/components/webhooks/webhook-list'
import { WEBHOOK_LIST_URL, webhookListInput } from '@/components/webhooks/webhook-list-url'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Webhooks' }

const readUrl = createLoader(WEBHOOK_LIST_URL)

export default async function WebhooksPage(props: { searchParams: Promise<SearchParams> }) {
  const { role } = await requireStaff()
  const refusal = reasonAgainst(role, 'webhooks.read')
  if (refusal) return <NoAccess area="webhooks" reason={refusal} />
  const state = await readUrl(props.searchParams)
  await Promise.all([
    prefetch(trpc.webhooks.list.queryOptions(webhookListInput(state))),
    prefetch(trpc.webhooks.filters.queryOptions()),
  ])
  return (
    <HydrateClient>
      <WebhookList />
    </HydrateClient>
  )
}
