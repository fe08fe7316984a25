'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useTRPC } from '@/components/trpc-provider'
import { useNow, useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { withDrills } from '@/domain/reports/point-drills'
import { decodeReport, type EncodedReport } from '@/domain/reports/report-codec'
import type { ReportPage } from '@/domain/reports/report-pages'
import { reportInputOf } from '@/domain/reports/report-state'
import { REPORT_URL } from '../filters/report-url'

const MINUTE_MS = 60_000
const POLL_MS = 15_000

/** Returns the URL state, its setter, and the report input it stands for. */
export function useReportState(page: ReportPage) {
  const [state, setState] = useQueryStates(REPORT_URL)
  const { timeZone } = useViewerLocale()
  const now = new Date(useNow(MINUTE_MS))
  return { state, setState, input: reportInputOf(page, state, { now, timeZone }) }
}

const decodeWithDrills = (encoded: EncodedReport) => withDrills(decodeReport(encoded))

/** Loads a report and refreshes it every 15 seconds. */
export function useReport(page: ReportPage) {
  const { input } = useReportState(page)
  const trpc = useTRPC()
  return useQuery(
    trpc.reports[page].queryOptions(input, {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
      select: decodeWithDrills,
    }),
  )
}
