import { DeliveryPage } from '@/components/deliveries/delivery-page'
import { NoAccess } from '@/components/states/no-access'
import { requireStaff } from '@/server/auth'
import { reasonAgainst } from '@/server/domain/permissions'
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
