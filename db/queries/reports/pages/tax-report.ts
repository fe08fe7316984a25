import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import {
  groupRows,
  pointSpans,
  type Question,
  read,
  sumIn,
  type Tally,
  wholeSpans,
} from './question'
import { currenciesIn, type Line, largestFirst, money, seriesOf, tableOf } from './sections'

const COLLECTED = { set: 'order_taxes', where: { canceled: 'no' } } as const
const REFUNDED = { set: 'refund_taxes', where: { canceled: 'no' } } as const

const net = (tally: Tally) => sumIn(tally, 'collected') - sumIn(tally, 'refunded')
const MEASURES = [
  money('collected', 'Collected', { drill: COLLECTED }),
  money('refunded', 'Refunded', { drill: REFUNDED }),
  money('net', 'Net', { take: net }),
]

/** What taxes were charged and given back, by where and at which rate. */
export async function taxSections(question: Question): Promise<Section[]> {
  const [taxes, series] = await Promise.all([
    read(question, {
      topic: 'taxes',
      spans: wholeSpans(question),
      by: ['basis', 'country', 'title', 'rate', 'currency'],
      sums: ['amount'],
      where: { canceled: 'no' },
    }),
    overTime(question),
  ])
  const rows = counters(taxes)
  const byCollected = (tally: Tally) => sumIn(tally, 'collected')
  return [
    tableOf(question, {
      id: 'by-currency',
      title: 'By currency',
      note: 'Tax of orders that were not canceled, by the day of the order, whether it is part of the price or on top of it. Refunded: the tax of refunded items, by the day of the refund; refunded shipping contains its tax and is not told apart.',
      head: [{ key: 'currency', label: 'Currency' }],
      measures: MEASURES,
      groups: largestFirst(groupRows(rows, ['currency']), ({ n }) => n),
    }),
    series,
    tableOf(question, {
      id: 'by-jurisdiction',
      title: 'By jurisdiction and rate',
      head: [
        { key: 'country', label: 'Country' },
        { key: 'title', label: 'Tax' },
        { key: 'rate', label: 'Rate' },
        { key: 'currency', label: 'Currency' },
      ],
      words: { country: (code) => code || 'No address', rate: percent },
      measures: MEASURES,
      groups: largestFirst(groupRows(rows, ['country', 'title', 'rate', 'currency']), byCollected),
    }),
  ]
}

/** A stored fraction as a percentage, digit for digit: 0.075 is 7.5%. */
function percent(rate: string): string {
  if (!/^\d+(\.\d+)?$/.test(rate)) return rate
  const [whole = '0', part = ''] = rate.split('.')
  const digits = part.padEnd(2, '0')
  const number = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = digits.slice(2).replace(/0+$/, '')
  return `${number}${rest ? `.${rest}` : ''}%`
}

function counters(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => ({
    ...row,
    sums: { [row.by.basis ?? '']: row.sums.amount ?? 0n },
  }))
}

async function overTime(question: Question): Promise<Section> {
  const rows = await read(question, {
    topic: 'taxes',
    spans: pointSpans(question),
    by: ['currency'],
    sums: ['amount'],
    where: { basis: 'collected', canceled: 'no' },
  })
  const lines = currenciesIn(rows, 'currency').map(
    (currency): Line => ({
      ...money('amount', currency, { key: currency, currency }),
      drill: { set: COLLECTED.set, where: { ...COLLECTED.where, currency } },
      isOf: (by) => by.currency === currency,
    }),
  )
  return seriesOf(question, { id: 'collected-over-time', title: 'Collected', lines, rows })
}
