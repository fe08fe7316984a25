import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { createLoader, type SearchParams } from 'nuqs/server'
import { REPORT_URL } from '@/components/reports/filters/report-url'
import { ReportPage } from '@/components/reports/page/report-page'
import { NoAccess } from '@/components/states/no-access'
import { reasonAgainst } from '@/domain/staff/permissions'
import { savedReportPath } from '@/paths/routes'
import { requireStaff } from '@/server/auth'
import { HydrateClient, load, trpc } from '@/server/trpc/prefetch'
import { prefetchReport } from './prefetch-report'

export const metadata: Metadata = { title: 'Reports' }

const readUrl = createLoader(REPORT_URL)

export default async function ReportsPage(props: { searchParams: Promise<SearchParams> }) {
  const { role } = await requireStaff()
  const refusal = reasonAgainst(role, 'reports.read')
  if (refusal) return <NoAccess area="reports" reason={refusal} />
  const params = await props.searchParams
  // Without URL state, the default report of the viewer's role opens.
  const defaultReport =
    Object.keys(params).length === 0 &&
    (await load(trpc.savedViews.opening.queryOptions({ scope: 'reports' })))
  if (defaultReport) redirect(savedReportPath(defaultReport))
  await prefetchReport('overview', readUrl(params))
  return (
    <HydrateClient>
      <ReportPage page="overview" />
    </HydrateClient>
  )
}
