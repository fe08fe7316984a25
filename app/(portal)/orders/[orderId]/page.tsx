import { OrderPage } from '@/components/order-page/order-page'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export default async function Page(props: { params: Promise<{ orderId: string }> }) {
  await requireStaff()
  const { orderId } = await props.params
  await prefetch(trpc.orders.get.queryOptions({ orderId }))
  return (
    <HydrateClient>
      <OrderPage orderId={orderId} />
    </HydrateClient>
  )
}
