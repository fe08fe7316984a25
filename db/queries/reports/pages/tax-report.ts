import { MISSING_LABELS } from '@/domain/reports/labels/missing-values'
import { sectionText } from '@/domain/reports/labels/page-labels'
import { TAX_LABELS } from '@/domain/reports/labels/tax-labels'
import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { type FilteredMeasure, money } from '../sections/measures'
import { pointSpans, type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { seriesSection, tableSection } from '../sections/sections'
import { currenciesIn, groupRows, largestFirst, sumIn, type Tally } from '../sections/tallies'

const COLLECTED = { set: 'order_taxes', where: { canceled: 'no' } } as const
const REFUNDED = { set: 'refund_taxes', where: { canceled: 'no' } } as const

const { columns } = TAX_LABELS
const net = (tally: Tally) => sumIn(tally, 'collected') - sumIn(tally, 'refunded')
const MEASURES = [
  money('collected', columns.collected, { drill: COLLECTED }),
  money('refunded', columns.refunded, { drill: REFUNDED }),
  money('net', columns.net, { compute: net }),
]

/** Returns the tax report: taxes collected and refunded, by currency, jurisdiction and rate. */
export async function taxSections(context: ReportContext): Promise<Section[]> {
  const [taxes, series] = await Promise.all([
    sumTopic(context, {
      topic: 'taxes',
      spans: wholeSpans(context),
      by: ['basis', 'country', 'title', 'rate', 'currency'],
      sums: ['amount'],
      where: { canceled: 'no' },
    }),
    collectedOverTime(context),
  ])
  const rows = amountsByBasis(taxes)
  return [
    tableSection(context, {
      ...sectionText(TAX_LABELS, 'by-currency'),
      dimensions: [{ key: 'currency', ...columns.currency }],
      measures: MEASURES,
      groups: largestFirst(groupRows(rows, ['currency']), ({ n }) => n),
    }),
    series,
    byJurisdiction(context, rows),
  ]
}

function byJurisdiction(context: ReportContext, rows: SumRow[]): Section {
  const groups = groupRows(rows, ['country', 'title', 'rate', 'currency'])
  return tableSection(context, {
    ...sectionText(TAX_LABELS, 'by-jurisdiction'),
    dimensions: [
      { key: 'country', ...columns.country },
      { key: 'title', ...columns.title },
      { key: 'rate', ...columns.rate },
      { key: 'currency', ...columns.currency },
    ],
    valueLabels: { country: (code) => code || MISSING_LABELS.country, rate: formatRate },
    measures: MEASURES,
    groups: largestFirst(groups, (tally) => sumIn(tally, 'collected')),
  })
}

/** Formats a stored fraction as a percentage without rounding: 0.075 is 7.5%. */
function formatRate(rate: string): string {
  if (!/^\d+(\.\d+)?$/.test(rate)) return rate
  const [whole = '0', decimals = ''] = rate.split('.')
  const digits = decimals.padEnd(2, '0')
  const percent = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = digits.slice(2).replace(/0+$/, '')
  return `${percent}${rest ? `.${rest}` : ''}%`
}

/** Turns `amount` into a sum named after the basis of the row, `collected` or `refunded`. */
function amountsByBasis(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => ({
    ...row,
    sums: { [row.by.basis ?? '']: row.sums.amount ?? 0n },
  }))
}

async function collectedOverTime(context: ReportContext): Promise<Section> {
  const rows = await sumTopic(context, {
    topic: 'taxes',
    spans: pointSpans(context),
    by: ['currency'],
    sums: ['amount'],
    where: { basis: 'collected', canceled: 'no' },
  })
  const measures = currenciesIn(rows, 'currency').map(
    (currency): FilteredMeasure => ({
      ...money('amount', { label: currency }, { key: currency, currency }),
      drill: { set: COLLECTED.set, where: { ...COLLECTED.where, currency } },
      isIncluded: (by) => by.currency === currency,
    }),
  )
  return seriesSection(context, {
    ...sectionText(TAX_LABELS, 'collected-over-time'),
    measures,
    rows,
  })
}
