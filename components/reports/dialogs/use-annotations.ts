'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import type { Report } from '@/domain/reports/report-model'
import type { ReportPage } from '@/domain/reports/report-pages'
import { useReportState } from '../page/use-report'

/** Returns the annotations in the range of a report, none until the report is loaded. */
export function useAnnotations(page: ReportPage, report: Report | undefined) {
  const { input } = useReportState(page)
  const trpc = useTRPC()
  const span = report?.range ?? { start: new Date(0), end: new Date(0) }
  const query = {
    from: span.start,
    to: span.end,
    ...(input.storefront && { storefront: input.storefront }),
  }
  const options = trpc.reportSettings.annotations.queryOptions(query, {
    enabled: report !== undefined,
    placeholderData: keepPreviousData,
  })
  return useQuery(options).data ?? []
}
