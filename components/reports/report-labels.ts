import type { Comparison, Granularity } from '@/domain/reports/report-input'

export const COMPARE_LABELS: Record<Comparison, string> = {
  none: 'No comparison',
  previous: 'Previous period',
  weekdays: 'Previous same weekdays',
  year: 'Previous year',
}

export const GRANULARITY_LABELS: Record<Granularity, string> = {
  '15m': 'By 15 minutes',
  hour: 'By hour',
  day: 'By day',
  week: 'By week',
  month: 'By month',
  quarter: 'By quarter',
  year: 'By year',
}

export const FILTER_LABELS = {
  storefront: 'Storefront',
  country: 'Country',
  currency: 'Currency',
  gateway: 'Gateway',
} as const
