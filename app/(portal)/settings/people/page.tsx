import type { Metadata } from 'next'
import { PeopleSettings } from '@/components/settings/people/people-settings'
import { NoAccess } from '@/components/states/no-access'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const { role } = await requireStaff()
  const refusal = reasonAgainst(role, 'staff.manage')
  if (refusal) return <NoAccess area="the staff list" reason={refusal} />
  await prefetch(trpc.staff.list.queryOptions())
  return (
    <HydrateClient>
      <PeopleSettings />
    </HydrateClient>
  )
}
