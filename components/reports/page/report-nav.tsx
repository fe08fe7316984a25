'use client'

import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useViewer } from '@/components/shell/viewer'
import { REPORT_PAGE_FACTS, REPORT_PAGES, type ReportPage } from '@/domain/reports/report-pages'
import { isAllowed } from '@/domain/staff/permissions'
import { reportPath } from '@/paths/routes'
import { REPORT_URL, reportQuery } from '../filters/report-url'
import classes from './report-page.module.css'

/** Tabs of the pages the viewer may see; the filters are kept. */
export function ReportNav({ page }: { page: ReportPage | undefined }) {
  const { role } = useViewer()
  const [state] = useQueryStates(REPORT_URL)
  const query = reportQuery(state)
  const pages = REPORT_PAGES.filter((each) => isAllowed(role, REPORT_PAGE_FACTS[each].permission))
  return (
    <nav aria-label="Reports" className={classes.nav}>
      {pages.map((each) => (
        <Link
          key={each}
          // Without a query the index may redirect to the role's default report.
          href={reportPath(each, query || (each === 'overview' ? 'range=today' : ''))}
          aria-current={each === page ? 'page' : undefined}
        >
          {SHORT_NAMES[each] ?? REPORT_PAGE_FACTS[each].title}
        </Link>
      ))}
    </nav>
  )
}

const SHORT_NAMES: Partial<Record<ReportPage, string>> = {
  refunds: 'Refunds',
  pipeline: 'Pipeline',
}
