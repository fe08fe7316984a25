'use client'

import { ExactTime } from '@/components/time/time'
import type { Report } from '@/domain/reports/report-model'
import classes from './report-page.module.css'

const STALE_SECONDS = 5

/** Which moment the numbers are of, and how late they may be. */
export function Freshness({ report: { asOf, freshnessSeconds } }: { report: Report }) {
  return (
    <p className={classes.freshness}>
      As of <ExactTime at={asOf} />
      {freshnessSeconds > STALE_SECONDS
        ? ` · what happened in the last ${Math.ceil(freshnessSeconds)} seconds may be missing`
        : ' · up to the second'}
    </p>
  )
}
