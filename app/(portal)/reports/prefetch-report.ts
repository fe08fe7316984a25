import { cookies } from 'next/headers'
import type { ReportPage } from '@/domain/reports/report-pages'
import { type ReportState, reportInputOf } from '@/domain/reports/report-state'
import { readTimeZone, TIME_ZONE_COOKIE } from '@/domain/staff/viewer-locale'
import { prefetch, trpc } from '@/server/trpc/prefetch'

/** Prefetches the report of a URL and the saved reports of its menu. */
export async function prefetchReport(page: ReportPage, state: ReportState): Promise<void> {
  const timeZone = readTimeZone((await cookies()).get(TIME_ZONE_COOKIE)?.value)
  const input = reportInputOf(page, state, { now: new Date(), timeZone })
  await Promise.all([
    prefetch(trpc.reports[page].queryOptions(input)),
    prefetch(trpc.savedViews.list.queryOptions({ scope: 'reports' })),
  ])
}
