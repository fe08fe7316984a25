import { kindTitle } from '@/domain/exception/exception-title'
import type { Drill } from '@/domain/reports/report-drill'
import { dateFormat } from '@/domain/text/intl-formats'
import { columnLabel } from '../rows-section'

/** Describes the filter of a drill-down: its time span and dimension values. */
export function drillSummary(
  { filter }: Drill,
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  const { from, to, country, currency, gateway, where = {} } = filter
  const format = dateFormat(locale, {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  const parts = [
    from && to ? format.formatRange(new Date(from), new Date(to)) : 'All time',
    country !== undefined && `Country: ${country || 'none'}`,
    currency && `Currency: ${currency}`,
    gateway !== undefined && `Gateway: ${gateway || 'none'}`,
    ...Object.entries(where)
      .filter(([name]) => name !== 'basis')
      .map(([name, value]) =>
        name === 'fingerprint' ? 'Same cause' : `${columnLabel(name)}: ${valueText(value)}`,
      ),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Formats a value; alternatives are separated by `|`. */
function valueText(value: string): string {
  const values = value
    .split('|')
    .map((part) => (part === '' ? 'none' : kindTitle(part).replaceAll('_', ' ')))
  return values.join(' or ')
}
