import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { createLoader, type SearchParams } from 'nuqs/server'
import { REPORT_URL, reportQuery } from '@/components/reports/filters/report-url'
import { ReportPage } from '@/components/reports/page/report-page'
import { NoAccess } from '@/components/states/no-access'
import { isReportPage, REPORT_PAGE_FACTS } from '@/domain/reports/report-pages'
import { reasonAgainst } from '@/domain/staff/permissions'
import { reportPath } from '@/paths/routes'
import { requireStaff } from '@/server/auth'
import { HydrateClient } from '@/server/trpc/prefetch'
import { prefetchReport } from '../prefetch-report'

type Props = { params: Promise<{ page: string }>; searchParams: Promise<SearchParams> }

const readUrl = createLoader(REPORT_URL)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page } = await params
  return { title: isReportPage(page) ? REPORT_PAGE_FACTS[page].title : 'Reports' }
}

export default async function OneReportPage({ params, searchParams }: Props) {
  const { role } = await requireStaff()
  const { page } = await params
  if (!isReportPage(page)) notFound()
  const state = await readUrl(searchParams)
  if (page === 'overview') redirect(reportPath(page, reportQuery(state)))
  const refusal = reasonAgainst(role, REPORT_PAGE_FACTS[page].permission)
  if (refusal) return <NoAccess area="this report" reason={refusal} />
  await prefetchReport(page, state)
  return (
    <HydrateClient>
      <ReportPage page={page} />
    </HydrateClient>
  )
}
