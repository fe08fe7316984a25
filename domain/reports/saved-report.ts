import { COMPARISONS, GRANULARITIES } from './report-input'
import { isReportPage, type ReportPage } from './report-pages'
import { RANGE_PRESETS, type ReportState } from './report-state'

/** A saved report, `sales?range=28d`, as its page and state; undefined when it names no page. */
export function readSavedReport(
  saved: string,
): { page: ReportPage; state: ReportState } | undefined {
  const [page = '', query = ''] = saved.split('?', 2)
  if (!isReportPage(page)) return undefined
  const params = new URLSearchParams(query)
  const one = <const Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === params.get(name)) ?? null
  const text = (name: string) => params.get(name) || null
  return {
    page,
    state: {
      range: one('range', RANGE_PRESETS),
      compare: one('compare', COMPARISONS),
      by: one('by', GRANULARITIES),
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
