import type { Metadata } from 'next'
import { CustomerPage } from '@/components/customers/customer-page'
import { requireStaff } from '@/server/auth'
import { HydrateClient, loadOrNotFound, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Customer' }

export default async function Page(props: { params: Promise<{ customerId: string }> }) {
  await requireStaff()
  const { customerId } = await props.params
  await loadOrNotFound(trpc.customers.get.queryOptions({ customerId }))
  return (
    <HydrateClient>
      <CustomerPage customerId={customerId} />
    </HydrateClient>
  )
}
