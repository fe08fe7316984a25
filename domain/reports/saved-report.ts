import { COMPARISONS, GRANULARITIES } from './report-input'
import { isReportPage, type ReportPage } from './report-pages'
import { RANGE_PRESETS, type ReportState } from './report-state'

/** Parses a saved report like `sales?range=28d`; returns undefined if its page doesn't exist. */
export function readSavedReport(
  saved: string,
): { page: ReportPage; state: ReportState } | undefined {
  const [page = '', query = ''] = saved.split('?', 2)
  if (!isReportPage(page)) return undefined
  const params = new URLSearchParams(query)
  const oneOf = <const Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === params.get(name)) ?? null
  const text = (name: string) => params.get(name) || null
  return {
    page,
    state: {
      range: oneOf('range', RANGE_PRESETS),
      compare: oneOf('compare', COMPARISONS),
      by: oneOf('by', GRANULARITIES),
      from: text('from'),
      to: text('to'),
      tz: text('tz'),
      storefront: text('storefront'),
      country: text('country'),
      currency: text('currency'),
      gateway: text('gateway'),
    },
  }
}
