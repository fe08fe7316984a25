import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { createLoader, type SearchParams } from 'nuqs/server'
import { OrderList } from '@/components/orders/order-list'
import { ORDER_LIST_URL, orderListInput } from '@/components/orders/order-list-url'
import { ORDER_PAGES } from '@/components/orders/order-pages'
import { ordersViewPath } from '@/paths/routes'
import { requireStaff } from '@/server/auth'
import { env } from '@/server/env'
import { HydrateClient, load, prefetch, prefetchPages, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Orders' }

const readUrl = createLoader(ORDER_LIST_URL)

export default async function OrdersPage(props: { searchParams: Promise<SearchParams> }) {
  await requireStaff()
  const params = await props.searchParams
  // Without query parameters, the list opens with the default view of the user's role.
  const defaultView =
    Object.keys(params).length === 0 &&
    (await load(trpc.savedViews.opening.queryOptions({ scope: 'orders' })))
  if (defaultView) redirect(ordersViewPath(defaultView))
  const state = readUrl(params)
  await Promise.all([
    prefetchPages(trpc.orders.list.infiniteQueryOptions(orderListInput(state), ORDER_PAGES)),
    prefetch(trpc.orders.counts.queryOptions()),
    prefetch(trpc.savedViews.list.queryOptions({ scope: 'orders' })),
  ])
  return (
    <HydrateClient>
      <OrderList isSandbox={env().AFTERCART_SANDBOX} />
    </HydrateClient>
  )
}
