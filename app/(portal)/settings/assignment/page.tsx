import type { Metadata } from 'next'
import { AssignmentSettings } from '@/components/settings/rules/assignment-settings'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Assignment' }

export default async function AssignmentPage() {
  await requireStaff()
  await prefetch(trpc.kindSettings.assignment.queryOptions())
  return (
    <HydrateClient>
      <AssignmentSettings />
    </HydrateClient>
  )
}
