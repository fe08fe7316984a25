import type { Metadata } from 'next'
import { RetrySettings } from '@/components/settings/rules/retry-settings'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Retries' }

export default async function RetriesPage() {
  await requireStaff()
  await prefetch(trpc.kindSettings.retryPolicies.queryOptions())
  return (
    <HydrateClient>
      <RetrySettings />
    </HydrateClient>
  )
}
