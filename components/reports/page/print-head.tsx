'use client'

import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { daysText } from '@/domain/reports/report-days'
import type { ReportPage } from '@/domain/reports/report-pages'
import { REPORT_FILTERS } from '@/domain/reports/report-state'
import { COMPARE_LABELS, FILTER_LABELS, GRANULARITY_LABELS } from '../report-labels'
import classes from './report-page.module.css'
import { useReportState } from './use-report'

/** Printed above the numbers: their range, time zone, interval and filters. */
export function PrintHead({ page }: { page: ReportPage }) {
  const { locale } = useViewerLocale()
  const { input } = useReportState(page)
  const filters = REPORT_FILTERS.filter((name) => input[name] !== undefined).map(
    (name) => `${FILTER_LABELS[name]}: ${input[name]}`,
  )
  const parts = [
    daysText(input.from, input.to, locale),
    input.timeZone,
    GRANULARITY_LABELS[input.granularity],
    COMPARE_LABELS[input.compare],
    ...filters,
  ]
  return (
    <p className={classes.print} suppressHydrationWarning>
      {parts.join(' · ')}
    </p>
  )
}
