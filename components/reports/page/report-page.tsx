'use client'

import type { ReportPage as PageName } from '@/domain/reports/report-pages'
import { REPORT_PAGE_FACTS } from '@/domain/reports/report-pages'
import { ReportFilters } from '../filters/report-filters'
import { PrintHead } from './print-head'
import { ReportActions } from './report-actions'
import { ReportBody } from './report-body'
import { ReportNav } from './report-nav'
import classes from './report-page.module.css'

/** A report page: its title, filters and numbers. */
export function ReportPage({ page }: { page: PageName }) {
  const { title, answers } = REPORT_PAGE_FACTS[page]
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.title}>
          <h1>{title}</h1>
          <p>{answers}</p>
          <ReportActions page={page} />
        </div>
        <ReportNav page={page} />
      </header>
      <ReportFilters page={page} />
      <PrintHead page={page} />
      <ReportBody page={page} />
    </div>
  )
}
