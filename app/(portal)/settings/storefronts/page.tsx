import type { Metadata } from 'next'
import { StorefrontSettings } from '@/components/settings/storefront-settings'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Storefronts' }

export default async function StorefrontsPage() {
  await requireStaff()
  await prefetch(trpc.storefronts.list.queryOptions())
  return (
    <HydrateClient>
      <StorefrontSettings />
    </HydrateClient>
  )
}
