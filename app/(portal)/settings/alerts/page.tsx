import type { Metadata } from 'next'
import { AlertSettings } from '@/components/settings/alerts/alert-settings'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Alerts' }

export default async function AlertsPage() {
  await requireStaff()
  await prefetch(trpc.alerts.mine.queryOptions())
  return (
    <HydrateClient>
      <AlertSettings />
    </HydrateClient>
  )
}
