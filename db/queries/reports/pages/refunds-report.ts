import { sectionText } from '@/domain/reports/labels/page-labels'
import { REFUNDS_LABELS } from '@/domain/reports/labels/refunds-labels'
import type { Section } from '@/domain/reports/report-model'
import type { SumQuery, SumRow } from '../read-topic'
import { count, type FilteredMeasure, money } from '../sections/measures'
import { pointSpans, type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { REFUNDED, REFUNDED_BY_ORDER, RESHIPPED } from '../sections/row-filters'
import { metricsSection, seriesSection } from '../sections/sections'
import { currenciesIn } from '../sections/tallies'
import { refundRates } from './refund-rates'
import {
  approvals,
  byMethod,
  byReason,
  byRequester,
  bySku,
  isSucceededRefund,
  isSucceededReshipment,
  reshipments,
} from './refund-tables'

const { columns } = REFUNDS_LABELS

/** Returns the refunds report: amounts, reasons, people, products, and the share of sales. */
export async function refundsSections(context: ReportContext): Promise<Section[]> {
  const [products, rows, series, byPerson, ofOrders, orders, methods] = await Promise.all([
    bySku(context),
    sumRefunds(context, {
      by: ['kind', 'status', 'reason', 'approval', 'currency', 'shop_currency'],
      sums: ['items', 'total', 'total_shop'],
      where: { basis: 'refund' },
    }),
    overTime(context),
    sumRefunds(context, {
      by: ['person', 'shop_currency'],
      sums: ['total_shop'],
      where: REFUNDED,
    }),
    sumRefunds(context, {
      by: ['currency', 'shop_currency'],
      sums: ['total', 'total_shop'],
      where: REFUNDED_BY_ORDER,
    }),
    readOrders(context),
    byMethod(context),
  ])
  const refunds = rows.filter(({ by }) => isSucceededRefund(by))
  return [
    metrics(context, rows),
    ...series,
    refundRates(context, { refunds, ofOrders, orders }),
    byReason(context, refunds),
    await byRequester(context, byPerson),
    methods,
    products,
    reshipments(context, rows),
    approvals(context, rows),
  ]
}

const sumRefunds = (context: ReportContext, query: Pick<SumQuery, 'by' | 'sums' | 'where'>) =>
  sumTopic(context, { topic: 'refunds', spans: wholeSpans(context), ...query })

const readOrders = (context: ReportContext): Promise<SumRow[]> =>
  sumTopic(context, {
    topic: 'orders',
    spans: wholeSpans(context),
    by: ['currency', 'shop_currency'],
    sums: ['total', 'total_shop'],
    where: {},
  })

function metrics(context: ReportContext, rows: SumRow[]): Section {
  const measures: FilteredMeasure[] = [
    {
      ...count('refunds', columns.refunds),
      better: 'down',
      drill: { set: 'refunds', where: REFUNDED },
      isIncluded: isSucceededRefund,
    },
    ...currenciesIn(rows).map(refundedIn),
    {
      ...count('reshipments', columns.reshipments),
      better: 'down',
      drill: { set: 'refunds', where: RESHIPPED },
      isIncluded: isSucceededReshipment,
    },
    {
      ...count('pending', columns.pending),
      drill: { set: 'refunds', where: { ...REFUNDED, status: 'pending' } },
      isIncluded: (by) => by.kind === 'refund' && by.status === 'pending',
    },
    {
      ...count('failed', columns.failed),
      better: 'down',
      drill: { set: 'refunds', where: { ...REFUNDED, status: 'failed|incomplete' } },
      isIncluded: (by) =>
        by.kind === 'refund' && ['failed', 'incomplete'].includes(by.status ?? ''),
    },
  ]
  return metricsSection(context, { ...sectionText(REFUNDS_LABELS, 'figures'), measures, rows })
}

const refundedIn = (currency: string): FilteredMeasure => ({
  ...money('total_shop', columns.refunded, { key: `refunded:${currency}`, currency }),
  better: 'down',
  drill: { set: 'refunds', where: { ...REFUNDED, shop_currency: currency } },
  isIncluded: (by) => isSucceededRefund(by) && by.shop_currency === currency,
})

async function overTime(context: ReportContext): Promise<Section[]> {
  const rows = await sumTopic(context, {
    topic: 'refunds',
    spans: pointSpans(context),
    by: ['basis', 'shop_currency'],
    sums: ['total_shop'],
    where: { kind: 'refund', status: 'succeeded' },
  })
  const datedBy = (where: typeof REFUNDED | typeof REFUNDED_BY_ORDER) =>
    currenciesIn(rows).map(
      (currency): FilteredMeasure => ({
        ...money('total_shop', { label: currency }, { key: currency, currency }),
        drill: { set: 'refunds', where: { ...where, shop_currency: currency } },
        isIncluded: (by) => by.basis === where.basis && by.shop_currency === currency,
      }),
    )
  return [
    seriesSection(context, {
      ...sectionText(REFUNDS_LABELS, 'by-refund-date'),
      measures: datedBy(REFUNDED),
      rows,
    }),
    seriesSection(context, {
      ...sectionText(REFUNDS_LABELS, 'by-order-date'),
      measures: datedBy(REFUNDED_BY_ORDER),
      rows,
    }),
  ]
}
