'use client'

import { IconChartBarOff } from '@tabler/icons-react'
import { Failure } from '@/components/states/failure'
import { Notice } from '@/components/states/notice'
import { StaleBar } from '@/components/states/stale-bar'
import { isEmptyReport } from '@/domain/reports/report-alert'
import type { Annotation } from '@/domain/reports/report-annotation'
import type { Report } from '@/domain/reports/report-model'
import type { ReportPage } from '@/domain/reports/report-pages'
import { useAnnotations } from '../dialogs/use-annotations'
import { Freshness } from './freshness'
import { Metrics } from './metrics'
import classes from './report-page.module.css'
import { ReportSection } from './report-section'
import { ReportSkeleton } from './report-skeleton'
import type { TimeScale } from './report-table'
import { layOutSections } from './section-layout'
import { useReport, useReportState } from './use-report'

/** The content of a report page: metrics first, then charts and tables in two columns. */
export function ReportBody({ page }: { page: ReportPage }) {
  const { data, error, refetch, isFetching, isPlaceholderData } = useReport(page)
  const { input } = useReportState(page)
  const annotations = useAnnotations(page, data)
  if (error && !data)
    return <Failure title="Couldn't load this report" query={{ error, refetch, isFetching }} />
  if (!data || data.page !== page) return <ReportSkeleton />
  return (
    <>
      <StaleBar isStale={error !== null} />
      <div
        className={classes.body}
        data-stale={isPlaceholderData || undefined}
        aria-busy={isPlaceholderData}
      >
        <Freshness report={data} />
        <Sections report={data} scale={input} annotations={annotations} />
      </div>
    </>
  )
}

type SectionsProps = { report: Report; scale: TimeScale; annotations: Annotation[] }

function Sections({ report, scale, annotations }: SectionsProps) {
  const isEmpty = isEmptyReport(report)
  const metrics = report.sections.filter(({ kind }) => kind === 'figures')
  // If the range is empty, only tables of the current state have anything to show.
  const others = report.sections.filter(
    ({ kind, rows }) => kind !== 'figures' && (!isEmpty || (kind === 'table' && rows.length > 0)),
  )
  return (
    <>
      {metrics.map((section) => (
        <Metrics key={section.id} section={section} />
      ))}
      {isEmpty && <EmptyRange />}
      <div className={classes.sections}>
        {layOutSections(others).map(({ section, isWide }) => (
          <ReportSection
            key={section.id}
            section={section}
            isWide={isWide}
            scale={scale}
            annotations={annotations}
          />
        ))}
      </div>
    </>
  )
}

function EmptyRange() {
  return (
    <Notice icon={<IconChartBarOff size={20} />} title="No data in this range">
      <p>Try a longer range or remove a filter.</p>
    </Notice>
  )
}
