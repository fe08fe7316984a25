import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { CustomerList } from '@/components/customers/customer-list'
import { CUSTOMER_LIST_URL, customerListInput } from '@/components/customers/customer-list-url'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Customers' }

const readUrl = createLoader(CUSTOMER_LIST_URL)

export default async function CustomersPage(props: { searchParams: Promise<SearchParams> }) {
  await requireStaff()
  const state = await readUrl(props.searchParams)
  await prefetch(trpc.customers.list.queryOptions(customerListInput(state)))
  return (
    <HydrateClient>
      <CustomerList />
    </HydrateClient>
  )
}
