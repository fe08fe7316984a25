import { Skeleton } from '@mantine/core'
import classes from './report-page.module.css'

const PANELS = ['a', 'b', 'c', 'd']

/** The shape of a report while its numbers are on their way. */
export function ReportSkeleton() {
  return (
    <div className={classes.body} aria-busy role="status" aria-label="The report is drawn up">
      <Skeleton height={16} width={260} />
      <Skeleton height={86} />
      <div className={classes.sections}>
        {PANELS.map((name) => (
          <Skeleton key={name} height={300} />
        ))}
      </div>
    </div>
  )
}
