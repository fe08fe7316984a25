import { sectionText } from '@/domain/reports/labels/page-labels'
import { SALES_LABELS } from '@/domain/reports/labels/sales-labels'
import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { count, type FilteredMeasure, money } from '../sections/measures'
import { pointSpans, type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { CANCELED, REFUNDED, SOLD } from '../sections/row-filters'
import { metricsSection, seriesSection } from '../sections/sections'
import { average, currenciesIn, type RowPredicate } from '../sections/tallies'
import { bridges, byCurrency, PARTS } from './sales-bridge'
import { byCountry, byProduct, byStorefront, readProducts } from './sales-tables'

const { columns } = SALES_LABELS

/** Returns the sales report: orders and their value, what remains after refunds, and breakdowns. */
export async function salesSections(context: ReportContext): Promise<Section[]> {
  const [overTime, products, orders, byDestination, refunds] = await Promise.all([
    readOverTime(context),
    readProducts(context),
    readOrders(context),
    readByDestination(context),
    readRefunds(context),
  ])
  const sold = orders.filter(({ by }) => by.canceled === 'no')
  return [
    metrics(context, orders),
    ...series(context, overTime),
    ...bridges(context, sold, refunds),
    byCurrency(context, sold, refunds),
    await byStorefront(context, sold),
    byCountry(context, byDestination),
    await byProduct(context, products),
  ]
}

const readOverTime = (context: ReportContext): Promise<SumRow[]> =>
  sumTopic(context, {
    topic: 'orders',
    spans: pointSpans(context),
    by: ['currency', 'shop_currency'],
    sums: ['total', 'total_shop'],
    where: { canceled: 'no' },
  })

function readOrders(context: ReportContext): Promise<SumRow[]> {
  const sums = [...PARTS.map(([name]) => name).filter((name) => name !== 'refunds'), 'total']
  return sumTopic(context, {
    topic: 'orders',
    spans: wholeSpans(context),
    by: ['storefront_id', 'currency', 'shop_currency', 'canceled'],
    sums: sums.flatMap((name) => [name, `${name}_shop`]),
    where: {},
  })
}

const readByDestination = (context: ReportContext): Promise<SumRow[]> =>
  sumTopic(context, {
    topic: 'orders',
    spans: wholeSpans(context),
    by: ['country', 'shop_currency'],
    sums: ['total_shop'],
    where: { canceled: 'no' },
  })

const readRefunds = (context: ReportContext): Promise<SumRow[]> =>
  sumTopic(context, {
    topic: 'refunds',
    spans: wholeSpans(context),
    by: ['currency', 'shop_currency'],
    sums: ['total', 'total_shop'],
    where: { ...REFUNDED, canceled: 'no' },
  })

function metrics(context: ReportContext, rows: SumRow[]): Section {
  const measures: FilteredMeasure[] = [
    {
      ...count('orders', columns.orders, { drill: SOLD, better: 'up' }),
      isIncluded: (by) => by.canceled === 'no',
    },
    ...currenciesIn(rows).flatMap(shopMeasures),
    {
      ...count('canceled', columns.canceled, { drill: CANCELED, better: 'down' }),
      isIncluded: (by) => by.canceled === 'yes',
    },
  ]
  return metricsSection(context, { ...sectionText(SALES_LABELS, 'figures'), measures, rows })
}

function shopMeasures(currency: string): FilteredMeasure[] {
  const isIncluded: RowPredicate = (by) => by.canceled === 'no' && by.shop_currency === currency
  const drill = { set: SOLD.set, where: { ...SOLD.where, shop_currency: currency } }
  const key = `sales:${currency}`
  return [
    {
      ...money('total_shop', columns.salesTotal, { key, currency, drill }),
      isIncluded,
      better: 'up',
    },
    {
      key: `average:${currency}`,
      ...columns.average,
      unit: 'money',
      currency,
      isIncluded,
      compute: ({ n, sums }) => average(sums.total_shop ?? 0n, n),
    },
  ]
}

function series(context: ReportContext, rows: SumRow[]): Section[] {
  const salesIn = (sum: string, dimension: string) => (currency: string) => ({
    ...money(
      sum,
      { label: currency },
      {
        key: currency,
        currency,
        drill: { set: SOLD.set, where: { ...SOLD.where, [dimension]: currency } },
      },
    ),
    isIncluded: (by: Record<string, string>) => by[dimension] === currency,
  })
  return [
    seriesSection(context, {
      ...sectionText(SALES_LABELS, 'orders-over-time'),
      measures: [count('orders', columns.orders, { drill: SOLD })],
      rows,
    }),
    seriesSection(context, {
      ...sectionText(SALES_LABELS, 'sales-over-time'),
      measures: currenciesIn(rows).map(salesIn('total_shop', 'shop_currency')),
      rows,
    }),
    seriesSection(context, {
      ...sectionText(SALES_LABELS, 'sales-by-currency'),
      measures: currenciesIn(rows, 'currency').map(salesIn('total', 'currency')),
      rows,
    }),
  ]
}
