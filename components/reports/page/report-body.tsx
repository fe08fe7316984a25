'use client'

import { IconChartBarOff } from '@tabler/icons-react'
import { Failure } from '@/components/states/failure'
import { Notice } from '@/components/states/notice'
import { StaleBar } from '@/components/states/stale-bar'
import { isEmptyReport } from '@/domain/reports/report-alert'
import type { Report } from '@/domain/reports/report-model'
import type { ReportPage } from '@/domain/reports/report-pages'
import { useAnnotations } from '../dialogs/use-annotations'
import { Figures } from './figures'
import { Freshness } from './freshness'
import classes from './report-page.module.css'
import { ReportSection } from './report-section'
import { ReportSkeleton } from './report-skeleton'
import { laidOut } from './section-layout'
import { useReport, useReportState } from './use-report'

/** The numbers of a page: headlines first, then charts and tables two abreast. */
export function ReportBody({ page }: { page: ReportPage }) {
  const { data, error, refetch, isFetching, isPlaceholderData } = useReport(page)
  const { input } = useReportState(page)
  const annotations = useAnnotations(page, data)
  if (error && !data)
    return (
      <Failure title="The report could not be drawn up" query={{ error, refetch, isFetching }} />
    )
  if (!data || data.page !== page) return <ReportSkeleton />
  const isEmpty = isEmptyReport(data)
  // Of a range without anything, only what tells of this moment is worth looking at.
  const sections = data.sections.filter(
    (one) => !isHeadline(one) && (!isEmpty || (one.kind === 'table' && one.rows.length > 0)),
  )
  return (
    <>
      <StaleBar isStale={error !== null} />
      <div
        className={classes.body}
        data-stale={isPlaceholderData || undefined}
        aria-busy={isPlaceholderData}
      >
        <Freshness report={data} />
        {data.sections.filter(isHeadline).map((section) => (
          <Figures key={section.id} section={section} />
        ))}
        {isEmpty && <EmptyRange />}
        <div className={classes.sections}>
          {laidOut(sections).map(({ section, isWide }) => (
            <ReportSection
              key={section.id}
              section={section}
              isWide={isWide}
              scale={input}
              annotations={annotations}
            />
          ))}
        </div>
      </div>
    </>
  )
}

const isHeadline = ({ kind }: Report['sections'][number]) => kind === 'figures'

function EmptyRange() {
  return (
    <Notice icon={<IconChartBarOff size={20} />} title="Nothing happened in this range">
      <p>
        No row of these days and filters counts into this report. Choose more days, or take a filter
        off.
      </p>
    </Notice>
  )
}
