import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import {
  groupRows,
  pointSpans,
  type Question,
  read,
  share,
  sumIn,
  type Tally,
  wholeSpans,
} from './question'
import {
  approvals,
  by,
  byPerson,
  bySku,
  byTender,
  MADE,
  RESHIPPED,
  reshipments,
} from './refund-tables'
import {
  count,
  currenciesIn,
  figuresOf,
  type IsOf,
  type Line,
  largestFirst,
  money,
  seriesOf,
  tableOf,
} from './sections'

const OF_ORDERS = { ...MADE, basis: 'order' } as const

const isMade: IsOf = (by) => by.kind === 'refund' && by.status === 'succeeded'

/** What was given back: why, by whom, of what, and how much of the sales it is. */
export async function refundsSections(question: Question): Promise<Section[]> {
  const spans = wholeSpans(question)
  const [products, rows, series, people, ofOrders, orders, tenders] = await Promise.all([
    bySku(question),
    read(question, {
      topic: 'refunds',
      spans,
      by: ['kind', 'status', 'reason', 'approval', 'currency', 'shop_currency'],
      sums: ['items', 'total', 'total_shop'],
      where: { basis: 'refund' },
    }),
    overTime(question),
    read(question, {
      topic: 'refunds',
      spans,
      by: ['person', 'shop_currency'],
      sums: ['total_shop'],
      where: MADE,
    }),
    read(question, {
      topic: 'refunds',
      spans,
      by: ['currency', 'shop_currency'],
      sums: ['total', 'total_shop'],
      where: OF_ORDERS,
    }),
    read(question, {
      topic: 'orders',
      spans,
      by: ['currency', 'shop_currency'],
      sums: ['total', 'total_shop'],
      where: {},
    }),
    byTender(question),
  ])
  const made = rows.filter(({ by }) => isMade(by))
  return [
    figures(question, rows),
    ...series,
    rates(question, made, ofOrders, orders),
    by(question, made, 'reason', 'Reason', (reason) => reason || 'No reason given'),
    await byPerson(question, people),
    tenders,
    products,
    reshipments(question, rows),
    approvals(question, rows),
  ]
}

function figures(question: Question, rows: SumRow[]): Section {
  const isReshipped: IsOf = (by) => by.kind === 'reshipment' && by.status === 'succeeded'
  const amounts = currenciesIn(rows).flatMap((currency): Line[] => {
    const where = { ...MADE, shop_currency: currency }
    return [
      {
        ...money('total_shop', 'Refunded', { key: `refunded:${currency}`, currency }),
        better: 'down',
        drill: { set: 'refunds', where },
        isOf: (by) => isMade(by) && by.shop_currency === currency,
      },
    ]
  })
  const figures: Line[] = [
    {
      ...count('refunds', 'Refunds', { better: 'down', drill: { set: 'refunds', where: MADE } }),
      isOf: isMade,
    },
    ...amounts,
    {
      ...count('reshipments', 'Reshipments', {
        better: 'down',
        drill: { set: 'refunds', where: RESHIPPED },
      }),
      isOf: isReshipped,
    },
    {
      ...count('pending', 'Refunds on their way', {
        drill: { set: 'refunds', where: { basis: 'refund', kind: 'refund', status: 'pending' } },
        hint: 'Asked for in this range; the payment service has not said the last word yet.',
      }),
      isOf: (by) => by.kind === 'refund' && by.status === 'pending',
    },
    {
      ...count('failed', 'Refunds that failed', {
        better: 'down',
        drill: {
          set: 'refunds',
          where: { basis: 'refund', kind: 'refund', status: 'failed|incomplete' },
        },
      }),
      isOf: (by) => by.kind === 'refund' && ['failed', 'incomplete'].includes(by.status ?? ''),
    },
  ]
  return figuresOf(question, { id: 'figures', title: 'Refunds', figures, rows })
}

async function overTime(question: Question): Promise<Section[]> {
  const rows = await read(question, {
    topic: 'refunds',
    spans: pointSpans(question),
    by: ['basis', 'shop_currency'],
    sums: ['total_shop'],
    where: { kind: 'refund', status: 'succeeded' },
  })
  const linesOf = (where: typeof MADE | typeof OF_ORDERS) =>
    currenciesIn(rows).map(
      (currency): Line => ({
        ...money('total_shop', currency, { key: currency, currency }),
        drill: { set: 'refunds', where: { ...where, shop_currency: currency } },
        isOf: (by) => by.basis === where.basis && by.shop_currency === currency,
      }),
    )
  return [
    seriesOf(question, {
      id: 'by-refund-date',
      title: 'Refunded, by day of the refund',
      lines: linesOf(MADE),
      rows,
    }),
    seriesOf(question, {
      id: 'by-order-date',
      title: 'Refunded, by day of the order',
      lines: linesOf(OF_ORDERS),
      rows,
    }),
  ]
}

/** Refunds as a part of sales, the same orders on both sides. */
function rates(question: Question, made: SumRow[], ofOrders: SumRow[], orders: SumRow[]): Section {
  const renamed = (rows: SumRow[], prefix: string) =>
    rows.map(({ sums, n, ...row }) => ({
      ...row,
      n: 0,
      sums: { [`${prefix}_n`]: BigInt(n), [prefix]: sums.total ?? 0n },
    }))
  const all = [...renamed(made, 'made'), ...renamed(ofOrders, 'back'), ...renamed(orders, 'sold')]
  const units = (name: string) => (tally: Tally) => Number(sumIn(tally, `${name}_n`))
  return tableOf(question, {
    id: 'rates',
    title: 'Rate by currency',
    note: 'The rate is of the orders placed in the range: what has been refunded of them up to now, whenever.',
    head: [{ key: 'currency', label: 'Currency' }],
    measures: [
      count('made_n', 'Refunds made', {
        take: units('made'),
        drill: { set: 'refunds', where: MADE },
      }),
      money('made', 'Refunded', { drill: { set: 'refunds', where: MADE } }),
      count('sold_n', 'Orders placed', { take: units('sold'), drill: { set: 'orders' } }),
      money('sold', 'Ordered', { drill: { set: 'orders' } }),
      money('back', 'Refunded of these', { drill: { set: 'refunds', where: OF_ORDERS } }),
      {
        key: 'rate',
        label: 'Rate of value',
        unit: 'percent',
        better: 'down',
        take: (tally) => share(sumIn(tally, 'back'), sumIn(tally, 'sold')),
      },
    ],
    groups: largestFirst(groupRows(all, ['currency']), units('sold')),
  })
}
