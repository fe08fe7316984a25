import { OVERVIEW_LABELS } from '@/domain/reports/labels/overview-labels'
import { type ColumnText, sectionText } from '@/domain/reports/labels/page-labels'
import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { exceptionCounters } from '../sections/exception-counters'
import { count, type FilteredMeasure, money } from '../sections/measures'
import { pointSpans, type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { REFUNDED, SOLD } from '../sections/row-filters'
import { metricsSection, seriesSection } from '../sections/sections'
import { countIn, currenciesIn, type RowPredicate, share, sumIn } from '../sections/tallies'
import { attention } from './overview-attention'

const { columns } = OVERVIEW_LABELS

/** Returns the overview: how the range is going, and what needs attention now. */
export async function overviewSections(context: ReportContext): Promise<Section[]> {
  const orders = await readOrders(context, wholeSpans(context))
  const refunds = await readRefunds(context)
  const exceptions = await sumTopic(context, {
    topic: 'exceptions',
    spans: wholeSpans(context),
    by: ['basis', 'auto', 'sla', 'recurred'],
    sums: [],
    where: { basis: ['opened', 'closed'] },
  })
  const rows = [
    ...withTopic('orders', orders),
    ...withTopic('refunds', refunds),
    ...withTopic('exceptions', exceptionCounters(exceptions)),
  ]
  return [metrics(context, rows), await attention(context), ...(await overTime(context))]
}

const readOrders = (context: ReportContext, spans: ReturnType<typeof wholeSpans>) =>
  sumTopic(context, {
    topic: 'orders',
    spans,
    by: ['shop_currency'],
    sums: ['total_shop'],
    where: { canceled: 'no' },
  })

const readRefunds = (context: ReportContext) =>
  sumTopic(context, {
    topic: 'refunds',
    spans: wholeSpans(context),
    by: ['shop_currency'],
    sums: ['total_shop'],
    where: REFUNDED,
  })

/** Marks rows with their topic, so that rows of several topics fit into one list. */
const withTopic = (topic: string, rows: SumRow[]): SumRow[] =>
  rows.map((row) => ({ ...row, by: { ...row.by, topic } }))

const ofTopic =
  (topic: string, currency?: string): RowPredicate =>
  (by) =>
    by.topic === topic && (currency === undefined || by.shop_currency === currency)

function metrics(context: ReportContext, rows: SumRow[]): Section {
  const measures: FilteredMeasure[] = [
    {
      ...count('orders', columns.orders, { better: 'up', drill: SOLD }),
      isIncluded: ofTopic('orders'),
    },
    ...amounts(rows, 'orders', columns.sales),
    {
      ...count('refunds', columns.refunds, {
        better: 'down',
        drill: { set: 'refunds', where: REFUNDED },
      }),
      isIncluded: ofTopic('refunds'),
    },
    ...amounts(rows, 'refunds', columns.refunded),
    { ...exceptionCount('opened', columns.exceptionsOpened), better: 'down' },
    exceptionCount('closed', columns.exceptionsClosed),
    {
      key: 'sla',
      ...columns.sla,
      unit: 'percent',
      better: 'up',
      compute: (tally) => share(sumIn(tally, 'met'), sumIn(tally, 'due')),
      isIncluded: ofTopic('exceptions'),
    },
  ]
  return metricsSection(context, { ...sectionText(OVERVIEW_LABELS, 'figures'), measures, rows })
}

/** Returns the amounts of a topic, one measure per shop currency. */
function amounts(rows: SumRow[], topic: 'orders' | 'refunds', text: ColumnText): FilteredMeasure[] {
  const ofAnyCurrency = rows.filter(({ by }) => by.topic === topic)
  const where = topic === 'orders' ? SOLD.where : REFUNDED
  return currenciesIn(ofAnyCurrency).map((currency) => ({
    ...money('total_shop', text, { key: `${topic}:${currency}`, currency }),
    better: topic === 'orders' ? 'up' : 'down',
    drill: { set: topic, where: { ...where, shop_currency: currency } },
    isIncluded: ofTopic(topic, currency),
  }))
}

const exceptionCount = (key: 'opened' | 'closed', text: ColumnText): FilteredMeasure => ({
  ...count(key, text, { compute: countIn(key) }),
  drill: { set: 'exceptions', where: { basis: key } },
  isIncluded: ofTopic('exceptions'),
})

async function overTime(context: ReportContext): Promise<Section[]> {
  const rows = await readOrders(context, pointSpans(context))
  const exceptions = await sumTopic(context, {
    topic: 'exceptions',
    spans: pointSpans(context),
    by: ['basis'],
    sums: [],
    where: { basis: ['opened', 'closed'] },
  })
  const sales = currenciesIn(rows).map(
    (currency): FilteredMeasure => ({
      ...money('total_shop', { label: currency }, { key: currency, currency }),
      drill: { set: 'orders', where: { ...SOLD.where, shop_currency: currency } },
      isIncluded: (by) => by.shop_currency === currency,
    }),
  )
  const ofBasis = (basis: string, text: ColumnText): FilteredMeasure => ({
    ...count(basis, text, { drill: { set: 'exceptions', where: { basis } } }),
    isIncluded: (by) => by.basis === basis,
  })
  return [
    seriesSection(context, {
      ...sectionText(OVERVIEW_LABELS, 'orders-over-time'),
      measures: [count('orders', columns.orders, { drill: SOLD })],
      rows,
    }),
    seriesSection(context, {
      ...sectionText(OVERVIEW_LABELS, 'sales-over-time'),
      measures: sales,
      rows,
    }),
    seriesSection(context, {
      ...sectionText(OVERVIEW_LABELS, 'exceptions-over-time'),
      measures: [ofBasis('opened', columns.opened), ofBasis('closed', columns.closed)],
      rows: exceptions,
    }),
  ]
}
