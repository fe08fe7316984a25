import { Skeleton } from '@mantine/core'
import classes from './report-page.module.css'

const PANELS = ['a', 'b', 'c', 'd']

/** Placeholder while a report is loading. */
export function ReportSkeleton() {
  return (
    <div className={classes.body} aria-busy role="status" aria-label="Loading report…">
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
