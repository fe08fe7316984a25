import type { Metadata } from 'next'
import { LimitSettings } from '@/components/settings/rules/limit-settings'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Limits' }

export default async function LimitsPage() {
  await requireStaff()
  await prefetch(trpc.refunds.limits.queryOptions())
  return (
    <HydrateClient>
      <LimitSettings />
    </HydrateClient>
  )
}
