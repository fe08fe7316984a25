import type { Section } from '@/server/domain/reports/report-model'
import { findStaffNames } from './names'
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
import { readRowsBy } from './raw-sums'
import type { SumRow } from './read-topic'
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

const MADE = { basis: 'refund', kind: 'refund', status: 'succeeded' } as const
const OF_ORDERS = { ...MADE, basis: 'order' } as const
const RESHIPPED = { basis: 'refund', kind: 'reshipment', status: 'succeeded' } as const
const MOST_PRODUCTS = 50

const isMade: IsOf = (by) => by.kind === 'refund' && by.status === 'succeeded'

/** What was given back: why, by whom, of what, and how much of the sales it is. */
export async function refundsSections(question: Question): Promise<Section[]> {
  const spans = wholeSpans(question)
  const rows = await read(question, {
    topic: 'refunds',
    spans,
    by: [
      'kind',
      'status',
      'method',
      'reason',
      'source',
      'person',
      'approval',
      'currency',
      'shop_currency',
    ],
    sums: ['items', 'total', 'total_shop'],
    where: { basis: 'refund' },
  })
  const ofOrders = await read(question, {
    topic: 'refunds',
    spans,
    by: ['currency', 'shop_currency'],
    sums: ['total', 'total_shop'],
    where: OF_ORDERS,
  })
  const orders = await read(question, {
    topic: 'orders',
    spans,
    by: ['currency', 'shop_currency'],
    sums: ['total', 'total_shop'],
    where: {},
  })
  const made = rows.filter(({ by }) => isMade(by))
  return [
    figures(question, rows),
    ...(await overTime(question)),
    rates(question, made, ofOrders, orders),
    by(question, made, 'reason', 'Reason', (reason) => reason || 'No reason given'),
    await byPerson(question, made),
    await byTender(question),
    await bySku(question),
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

function by(
  question: Question,
  made: SumRow[],
  dimension: string,
  label: string,
  word: (value: string) => string,
): Section {
  return tableOf(question, {
    id: `by-${dimension}`,
    title: `By ${label.toLowerCase()}`,
    head: [{ key: dimension, label }],
    words: { [dimension]: word },
    measures: [
      count('refunds', 'Refunds', { drill: { set: 'refunds', where: MADE } }),
      money('total_shop', 'Refunded', { drill: { set: 'refunds', where: MADE } }),
    ],
    groups: largestFirst(groupRows(made, [dimension, 'shop_currency']), (tally) =>
      sumIn(tally, 'total_shop'),
    ),
  })
}

async function byPerson(question: Question, made: SumRow[]): Promise<Section> {
  const names = await findStaffNames(question.tx)
  const word = (id: string) => (id ? (names.get(id) ?? 'Somebody who left') : 'At the storefront')
  return by(question, made, 'person', 'Person', word)
}

/** By what the money went back to, from the payments themselves: one refund may use several. */
async function byTender(question: Question): Promise<Section> {
  const where = { kind: 'refund', status: 'succeeded' }
  const rows = await read(question, {
    topic: 'transactions',
    spans: wholeSpans(question),
    by: ['method', 'currency'],
    sums: ['amount'],
    where,
  })
  return tableOf(question, {
    id: 'by-tender',
    title: 'By kind of payment',
    note: 'By the moment each payment took its part back; a refund of two payments counts in both.',
    head: [
      { key: 'method', label: 'Payment' },
      { key: 'currency', label: 'Currency' },
    ],
    measures: [
      count('payments', 'Payments', { drill: { set: 'transactions', where } }),
      money('amount', 'Refunded', { drill: { set: 'transactions', where } }),
    ],
    groups: largestFirst(groupRows(rows, ['method', 'currency']), ({ n }) => n),
  })
}

async function bySku(question: Question): Promise<Section> {
  const where = { kind: 'refund', status: 'succeeded' }
  const rows = await readRowsBy(question, {
    set: 'refund_lines',
    by: ['sku', 'currency'],
    sums: ['quantity', 'amount'],
    where,
  })
  const groups = largestFirst(groupRows(rows, ['sku', 'currency']), (tally) =>
    sumIn(tally, 'quantity'),
  )
  const drill = { set: 'refund_lines', where } as const
  const section = tableOf(question, {
    id: 'by-sku',
    title: 'By product',
    head: [
      { key: 'sku', label: 'SKU' },
      { key: 'currency', label: 'Currency' },
    ],
    words: { sku: (sku) => sku || 'No SKU' },
    measures: [
      count('quantity', 'Units', { drill, take: (tally) => Number(sumIn(tally, 'quantity')) }),
      money('amount', 'Refunded for items', { drill }),
    ],
    groups: groups.slice(0, MOST_PRODUCTS),
  })
  const rest = groups.length - MOST_PRODUCTS
  return rest > 0 ? { ...section, othersCount: rest } : section
}

function reshipments(question: Question, rows: SumRow[]): Section {
  const sent = rows.filter(({ by }) => by.kind === 'reshipment' && by.status === 'succeeded')
  const drill = { set: 'refunds', where: RESHIPPED } as const
  return tableOf(question, {
    id: 'reshipments',
    title: 'Reshipments',
    note: 'The goods at what they were bought for.',
    head: [
      { key: 'reason', label: 'Reason' },
      { key: 'currency', label: 'Currency' },
    ],
    words: { reason: (reason) => reason || 'No reason given' },
    measures: [
      count('reshipments', 'Reshipments', { drill }),
      money('items', 'Value of goods', { drill }),
    ],
    groups: largestFirst(groupRows(sent, ['reason', 'currency']), ({ n }) => n),
  })
}

const APPROVALS = {
  waiting: 'Waiting',
  approved: 'Approved',
  rejected: 'Rejected',
  none: 'Not needed',
}

function approvals(question: Question, rows: SumRow[]): Section {
  const drill = { set: 'refunds', where: { basis: 'refund' } } as const
  const section = tableOf(question, {
    id: 'approvals',
    title: 'Approvals',
    head: [{ key: 'approval', label: 'Approval' }],
    words: { approval: (word) => APPROVALS[word as keyof typeof APPROVALS] ?? word },
    measures: [
      count('requests', 'Refunds and reshipments', { drill }),
      money('total_shop', 'Value', { drill }),
    ],
    groups: groupRows(rows, ['approval', 'shop_currency']),
  })
  return section
}
