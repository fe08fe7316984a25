import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { OrderList } from '@/components/orders/order-list'
import { ORDER_LIST_URL, orderListInput } from '@/components/orders/order-list-url'
import { requireStaff } from '@/server/auth'
import { env } from '@/server/env'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Orders' }

const readUrl = createLoader(ORDER_LIST_URL)

export default async function OrdersPage(props: { searchParams: Promise<SearchParams> }) {
  await requireStaff()
  const state = await readUrl(props.searchParams)
  await Promise.all([
    prefetch(trpc.orders.list.queryOptions(orderListInput(state))),
    prefetch(trpc.orders.counts.queryOptions()),
  ])
  return (
    <HydrateClient>
      <OrderList isSandbox={env().AFTERCART_SANDBOX} />
    </HydrateClient>
  )
}
