import type { Metadata } from 'next'
import { HoursSettings } from '@/components/settings/rules/hours-settings'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Working hours' }

export default async function WorkHoursPage() {
  await requireStaff()
  await prefetch(trpc.kindSettings.workHours.queryOptions())
  return (
    <HydrateClient>
      <HoursSettings />
    </HydrateClient>
  )
}
