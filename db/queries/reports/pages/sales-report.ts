import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { average, pointSpans, type Question, read, wholeSpans } from './question'
import { bridges, byCurrency, GIVEN_BACK, PARTS } from './sales-bridge'
import { byCountry, byProduct, byStorefront, readProducts } from './sales-tables'
import { count, currenciesIn, figuresOf, type IsOf, type Line, money, seriesOf } from './sections'

const SOLD = { set: 'orders', where: { canceled: 'no' } } as const
const CANCELED = { set: 'orders', where: { canceled: 'yes' } } as const

/** Orders and their value, what became of it, and where it came from. */
export async function salesSections(question: Question): Promise<Section[]> {
  const sums = [...PARTS.map(([name]) => name).filter((name) => name !== 'refunds'), 'total']
  const spans = wholeSpans(question)
  const [overTime, products, whole, toCountries, refunds] = await Promise.all([
    read(question, {
      topic: 'orders',
      spans: pointSpans(question),
      by: ['currency', 'shop_currency'],
      sums: ['total', 'total_shop'],
      where: { canceled: 'no' },
    }),
    readProducts(question),
    read(question, {
      topic: 'orders',
      spans,
      by: ['storefront_id', 'currency', 'shop_currency', 'canceled'],
      sums: sums.flatMap((name) => [name, `${name}_shop`]),
      where: {},
    }),
    read(question, {
      topic: 'orders',
      spans,
      by: ['country', 'shop_currency'],
      sums: ['total_shop'],
      where: { canceled: 'no' },
    }),
    readRefunds(question),
  ])
  const sold = whole.filter(({ by }) => by.canceled === 'no')
  return [
    figures(question, whole),
    ...series(question, overTime),
    ...bridges(question, sold, refunds),
    byCurrency(question, sold, refunds),
    await byStorefront(question, sold),
    byCountry(question, toCountries),
    await byProduct(question, products),
  ]
}

function readRefunds(question: Question): Promise<SumRow[]> {
  return read(question, {
    topic: 'refunds',
    spans: wholeSpans(question),
    by: ['currency', 'shop_currency'],
    sums: ['total', 'total_shop'],
    where: { ...GIVEN_BACK, canceled: 'no' },
  })
}

function figures(question: Question, rows: SumRow[]): Section {
  const isSold: IsOf = (by) => by.canceled === 'no'
  const inShop = currenciesIn(rows).flatMap((currency): Line[] => {
    const isOf: IsOf = (by) => by.canceled === 'no' && by.shop_currency === currency
    const drill = { set: SOLD.set, where: { ...SOLD.where, shop_currency: currency } }
    return [
      {
        ...money('total_shop', 'Sales', { key: `sales:${currency}`, currency, drill }),
        isOf,
        better: 'up',
        hint: 'Totals of the orders placed, at the rate they were booked with, before refunds.',
      },
      {
        key: `average:${currency}`,
        label: 'Average order',
        unit: 'money',
        currency,
        isOf,
        take: ({ n, sums }) => average(sums.total_shop ?? 0n, n),
      },
    ]
  })
  const figures: Line[] = [
    { ...count('orders', 'Orders', { drill: SOLD, better: 'up' }), isOf: isSold },
    ...inShop,
    {
      ...count('canceled', 'Canceled orders', { drill: CANCELED, better: 'down' }),
      isOf: (by) => by.canceled === 'yes',
      hint: 'Placed in this range and canceled since; no other number here counts them.',
    },
  ]
  return figuresOf(question, { id: 'figures', title: 'Sales', figures, rows })
}

function series(question: Question, rows: SumRow[]): Section[] {
  const lineOf = (sum: string, dimension: string) => (currency: string) => ({
    ...money(sum, currency, {
      key: currency,
      currency,
      drill: { set: SOLD.set, where: { ...SOLD.where, [dimension]: currency } },
    }),
    isOf: (by: Record<string, string>) => by[dimension] === currency,
  })
  return [
    seriesOf(question, {
      id: 'orders-over-time',
      title: 'Orders',
      lines: [count('orders', 'Orders', { drill: SOLD })],
      rows,
    }),
    seriesOf(question, {
      id: 'sales-over-time',
      title: 'Sales in the shop’s currency',
      lines: currenciesIn(rows).map(lineOf('total_shop', 'shop_currency')),
      rows,
    }),
    seriesOf(question, {
      id: 'sales-by-currency',
      title: 'Sales in the customers’ currencies',
      lines: currenciesIn(rows, 'currency').map(lineOf('total', 'currency')),
      rows,
    }),
  ]
}
