'use client'

import { ExactTime } from '@/components/time/time'
import type { Report } from '@/domain/reports/report-model'
import classes from './report-page.module.css'

const STALE_SECONDS = 5

/** The time of the numbers and the replication lag. */
export function Freshness({ report: { asOf, freshnessSeconds } }: { report: Report }) {
  return (
    <p className={classes.freshness}>
      As of <ExactTime at={asOf} />
      {freshnessSeconds > STALE_SECONDS
        ? ` · may be up to ${Math.ceil(freshnessSeconds)} seconds behind`
        : ' · up to date'}
    </p>
  )
}
