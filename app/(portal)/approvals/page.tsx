import type { Metadata } from 'next'
import { ApprovalList } from '@/components/approvals/approval-list'
import { NoAccess } from '@/components/states/no-access'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Approvals' }

export default async function ApprovalsPage() {
  const { role } = await requireStaff()
  const disabledReason = reasonAgainst(role, 'approvals.read')
  if (disabledReason) return <NoAccess area="approvals" reason={disabledReason} />
  await prefetch(trpc.approvals.list.queryOptions())
  return (
    <HydrateClient>
      <ApprovalList />
    </HydrateClient>
  )
}
