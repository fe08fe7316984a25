import { kindTitle } from '@/domain/exception/exception-title'
import type { Drill } from '@/domain/reports/report-drill'
import { dateFormat } from '@/domain/text/intl-formats'
import { nameWords } from '../rows-section'

/** Which rows are meant: their span of time and what they are narrowed down to. */
export function drillLabels(
  { filter }: Drill,
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  const { from, to, country, currency, gateway, where = {} } = filter
  const format = dateFormat(locale, {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  const words = [
    from && to ? format.formatRange(new Date(from), new Date(to)) : 'At any time',
    country !== undefined && `Country: ${country || 'none'}`,
    currency && `Currency: ${currency}`,
    gateway !== undefined && `Gateway: ${gateway || 'none'}`,
    ...Object.entries(where)
      .filter(([name]) => name !== 'basis')
      .map(([name, value]) =>
        name === 'fingerprint' ? 'Of one cause' : `${nameWords(name)}: ${valueLabels(value)}`,
      ),
  ]
  return words.filter(Boolean).join(' · ')
}

/** Several values stand with `|` between them. */
function valueLabels(value: string): string {
  const values = value
    .split('|')
    .map((one) => (one === '' ? 'none' : kindTitle(one).replaceAll('_', ' ')))
  return values.join(' or ')
}
