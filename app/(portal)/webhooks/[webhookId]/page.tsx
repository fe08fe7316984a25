import { NoAccess } from '@/components/states/no-access'
import { DeliveryPage } from '@/components/webhooks/webhook-page'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export default async function Page(props: { params: Promise<{ deliveryId: string }> }) {
  const { role } = await requireStaff()
  const refusal = reasonAgainst(role, 'deliveries.read')
  if (refusal) return <NoAccess room="the deliveries" reason={refusal} />
  const { deliveryId } = await props.params
  await prefetch(trpc.deliveries.get.queryOptions({ deliveryId }))
  return (
    <HydrateClient>
      <DeliveryPage deliveryId={deliveryId} />
    </HydrateClient>
  )
}
