'use client'

import { Select } from '@mantine/core'
import { COMPARISONS, granularitiesFor } from '@/domain/reports/report-input'
import type { ReportPage } from '@/domain/reports/report-pages'
import { useReportState } from '../page/use-report'
import { COMPARE_LABELS, GRANULARITY_LABELS } from '../report-labels'
import { FilterMenu } from './filter-menu'
import { RangePicker } from './range-picker'
import classes from './report-filters.module.css'
import { ZoneSelect } from './zone-select'

/** The filter bar, which stays in view. Its state is in the URL. */
export function ReportFilters({ page }: { page: ReportPage }) {
  const { state, setState, input } = useReportState(page)
  return (
    <search aria-label="Report filters" className={classes.bar}>
      <RangePicker
        input={input}
        state={state}
        page={page}
        onChange={(change) => void setState(change, { history: 'push' })}
      />
      <Select
        className={classes.compare}
        aria-label="Comparison"
        data={COMPARISONS.map((value) => ({ value, label: COMPARE_LABELS[value] }))}
        value={input.compare}
        allowDeselect={false}
        onChange={(compare) => void setState({ compare })}
      />
      <Select
        className={classes.by}
        aria-label="Interval"
        data={granularitiesFor(input.from, input.to).map((value) => ({
          value,
          label: GRANULARITY_LABELS[value],
        }))}
        value={input.granularity}
        allowDeselect={false}
        onChange={(by) => void setState({ by })}
      />
      <ZoneSelect value={input.timeZone} onChange={(tz) => void setState({ tz })} />
      <FilterMenu input={input} onChange={(change) => void setState(change)} />
    </search>
  )
}
