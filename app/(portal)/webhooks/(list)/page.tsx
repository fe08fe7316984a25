import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { NoAccess } from '@/components/states/no-access'
import { DeliveryList } from '@/components/webhooks/webhook-list'
import { DELIVERY_LIST_URL, deliveryListInput } from '@/components/webhooks/webhook-list-url'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Deliveries' }

const readUrl = createLoader(DELIVERY_LIST_URL)

export default async function DeliveriesPage(props: { searchParams: Promise<SearchParams> }) {
  const { role } = await requireStaff()
  const refusal = reasonAgainst(role, 'deliveries.read')
  if (refusal) return <NoAccess room="the deliveries" reason={refusal} />
  const state = await readUrl(props.searchParams)
  await Promise.all([
    prefetch(trpc.deliveries.list.queryOptions(deliveryListInput(state))),
    prefetch(trpc.deliveries.filters.queryOptions()),
  ])
  return (
    <HydrateClient>
      <DeliveryList />
    </HydrateClient>
  )
}
