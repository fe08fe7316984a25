import type { Cell, Row, Section } from '@/server/domain/reports/report-model'
import { findStorefrontNames, findTitles } from './names'
import {
  average,
  drillInto,
  groupRows,
  pointSpans,
  type Question,
  read,
  sumIn,
  type Tally,
  wholeCell,
  wholeSpans,
} from './question'
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

const MOST_PRODUCTS = 50
const SOLD = { set: 'orders', where: { cancelled: 'no' } } as const
const CANCELLED = { set: 'orders', where: { cancelled: 'yes' } } as const

/** Refunds that gave money back, of orders that are sales. */
export const GIVEN_BACK = { basis: 'refund', kind: 'refund', status: 'succeeded' } as const

const PARTS = [
  ['gross', 'Gross sales', 1n],
  ['discount', 'Discounts', -1n],
  ['refunds', 'Refunds', -1n],
  ['shipping', 'Shipping', 1n],
  ['duty', 'Duties', 1n],
  ['tax_added', 'Tax', 1n],
  ['tip', 'Tips', 1n],
  ['other', 'Rounding and edits', 1n],
] as const

/** Orders and their value, what became of it, and where it came from. */
export async function salesSections(question: Question): Promise<Section[]> {
  const sums = [...PARTS.map(([name]) => name).filter((name) => name !== 'refunds'), 'total']
  const whole = await read(question, {
    topic: 'orders',
    spans: wholeSpans(question),
    by: ['storefront_id', 'country', 'currency', 'shop_currency', 'cancelled'],
    sums: sums.flatMap((name) => [name, `${name}_shop`]),
    where: {},
  })
  const refunds = await readRefunds(question)
  const overTime = await read(question, {
    topic: 'orders',
    spans: pointSpans(question),
    by: ['currency', 'shop_currency'],
    sums: ['total', 'total_shop'],
    where: { cancelled: 'no' },
  })
  const sold = whole.filter(({ by }) => by.cancelled === 'no')
  return [
    figures(question, whole),
    ...series(question, overTime),
    ...bridges(question, sold, refunds),
    byCurrency(question, sold, refunds),
    await byStorefront(question, sold),
    byCountry(question, sold),
    await byProduct(question),
  ]
}

function readRefunds(question: Question): Promise<SumRow[]> {
  return read(question, {
    topic: 'refunds',
    spans: wholeSpans(question),
    by: ['currency', 'shop_currency'],
    sums: ['total', 'total_shop'],
    where: { ...GIVEN_BACK, cancelled: 'no' },
  })
}

function figures(question: Question, rows: SumRow[]): Section {
  const isSold: IsOf = (by) => by.cancelled === 'no'
  const inShop = currenciesIn(rows).flatMap((currency): Line[] => {
    const isOf: IsOf = (by) => by.cancelled === 'no' && by.shop_currency === currency
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
      ...count('cancelled', 'Cancelled orders', { drill: CANCELLED, better: 'down' }),
      isOf: (by) => by.cancelled === 'yes',
      hint: 'Placed in this range and cancelled since; no other number here counts them.',
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

/** From gross sales to what is left, one for each currency that shops keep their books in. */
function bridges(question: Question, sold: SumRow[], refunds: SumRow[]): Section[] {
  return currenciesIn([...sold, ...refunds]).map((currency): Section => {
    const isOf = (by: Record<string, string>) => by.shop_currency === currency
    const [orders] = groupRows(sold, [], isOf)
    const [back] = groupRows(refunds, [], isOf)
    const steps = PARTS.map(([name, label, sign]): Row => {
      const isRefund = name === 'refunds'
      const take = (tally: Tally) => sign * sumIn(tally, isRefund ? 'total_shop' : `${name}_shop`)
      const where = { cancelled: 'no', shop_currency: currency, ...(isRefund ? GIVEN_BACK : {}) }
      const drill = drillInto(question, isRefund ? 'refunds' : 'orders', where)
      const amount = wholeCell(question, isRefund ? back : orders, take, drill)
      return { key: name, cells: { step: { value: label }, amount } }
    })
    const total = { step: { value: 'Total' }, amount: addedUp(steps) }
    return {
      id: `bridge:${currency}`,
      title: 'From gross sales to the total',
      kind: 'bridge',
      note: 'Refunds by the day they were made, all else by the day of the order. Where prices contain tax, gross sales do.',
      columns: [
        { key: 'step', label: 'Step', unit: 'text' },
        { key: 'amount', label: 'Amount', unit: 'money', currency },
      ],
      rows: [...steps, { key: 'total', cells: total }],
    }
  })
}

function addedUp(rows: Row[]): Cell {
  const add = (values: unknown[]) =>
    values.reduce<bigint>((sum, one) => sum + BigInt(String(one)), 0n)
  const cells = rows.map(({ cells }) => cells.amount)
  const isCompared = cells.every((cell) => cell?.compare !== undefined)
  return {
    value: add(cells.map((cell) => cell?.value ?? 0n)),
    ...(isCompared && { compare: add(cells.map((cell) => cell?.compare ?? 0n)) }),
  }
}

function byCurrency(question: Question, sold: SumRow[], refunds: SumRow[]): Section {
  const renamed = refunds.map((row) => ({
    ...row,
    n: 0,
    sums: { refunds: row.sums.total ?? 0n, refunds_shop: row.sums.total_shop ?? 0n },
  }))
  const groups = groupRows([...sold, ...renamed], ['currency', 'shop_currency'])
  const parts = PARTS.map(([name, label, sign]) =>
    money(name, label, {
      take: (tally) => sign * sumIn(tally, name),
      drill:
        name === 'refunds' ? { set: 'refunds', where: { ...GIVEN_BACK, cancelled: 'no' } } : SOLD,
    }),
  )
  const left = (tally: Tally, end = '') =>
    sumIn(tally, `total${end}`) - sumIn(tally, `refunds${end}`)
  const measures = [
    count('orders', 'Orders', { drill: SOLD }),
    ...parts,
    money('total', 'Total', { take: (tally) => left(tally) }),
  ]
  const section = tableOf(question, {
    id: 'by-currency',
    title: 'By currency of the customer',
    head: [{ key: 'currency', label: 'Currency' }],
    measures,
    groups: largestFirst(groups, ({ n }) => n),
  })
  return withShopTotal(question, section, groups, left)
}

/** Adds the column in the shop's currency, which is another one than the row's. */
function withShopTotal(
  question: Question,
  section: Section,
  groups: ReturnType<typeof groupRows>,
  left: (tally: Tally, end: string) => bigint,
): Section {
  const rows = section.rows.map((row): Row => {
    const group = groups.find(({ key }) => key === row.key)
    const cell = wholeCell(question, group, (tally) => left(tally, '_shop'))
    const currency = group?.by.shop_currency
    return {
      ...row,
      cells: { ...row.cells, total_shop: { ...cell, ...(currency && { currency }) } },
    }
  })
  const column = {
    key: 'total_shop',
    label: 'Total in the shop’s currency',
    unit: 'money',
    hint: 'At the rate each order was booked with.',
  } as const
  return { ...section, columns: [...section.columns, column], rows }
}

const inShopMeasures = () => [
  count('orders', 'Orders', { drill: SOLD }),
  money('total_shop', 'Sales', { drill: SOLD }),
]

async function byStorefront(question: Question, sold: SumRow[]): Promise<Section> {
  const groups = groupRows(sold, ['storefront_id', 'shop_currency'])
  const names = await findStorefrontNames(question.tx)
  return tableOf(question, {
    id: 'by-storefront',
    title: 'By storefront',
    head: [{ key: 'storefront_id', label: 'Storefront' }],
    words: { storefront_id: (id) => names.get(id) ?? id },
    measures: inShopMeasures(),
    groups: largestFirst(groups, (tally) => sumIn(tally, 'total_shop')),
  })
}

function byCountry(question: Question, sold: SumRow[]): Section {
  return tableOf(question, {
    id: 'by-country',
    title: 'By country',
    head: [{ key: 'country', label: 'Country' }],
    words: { country: (code) => code || 'No address' },
    measures: inShopMeasures(),
    groups: largestFirst(groupRows(sold, ['country', 'shop_currency']), (tally) =>
      sumIn(tally, 'total_shop'),
    ),
  })
}

async function byProduct(question: Question): Promise<Section> {
  const rows = await read(question, {
    topic: 'order_lines',
    spans: wholeSpans(question),
    by: ['sku', 'shop_currency'],
    sums: ['quantity', 'paid_shop'],
    where: { cancelled: 'no' },
  })
  const groups = largestFirst(groupRows(rows, ['sku', 'shop_currency']), (tally) =>
    sumIn(tally, 'paid_shop'),
  )
  const shown = groups.slice(0, MOST_PRODUCTS)
  const titles = await findTitles(
    question.tx,
    shown.map(({ by }) => by.sku ?? ''),
  )
  const drill = { set: 'order_lines', where: { cancelled: 'no' } } as const
  const section = tableOf(question, {
    id: 'by-product',
    title: 'By product',
    note: 'Lines at what was paid for them after discounts, without shipping and duties.',
    head: [{ key: 'sku', label: 'SKU' }],
    words: { sku: (sku) => sku || 'No SKU' },
    measures: [
      money('quantity', 'Units', { unit: 'count', take: unitsOf, drill }),
      money('paid_shop', 'Paid for', { drill }),
    ],
    groups: shown,
  })
  return {
    ...withTitles(section, titles),
    ...(groups.length > MOST_PRODUCTS && { othersCount: groups.length - MOST_PRODUCTS }),
  }
}

const unitsOf = (tally: Tally) => Number(sumIn(tally, 'quantity'))

function withTitles(section: Section, titles: Map<string, string>): Section {
  const [sku, ...rest] = section.columns
  return {
    ...section,
    columns: [...(sku ? [sku] : []), { key: 'title', label: 'Product', unit: 'text' }, ...rest],
    rows: section.rows.map((row) => ({
      ...row,
      cells: { ...row.cells, title: { value: titles.get(String(row.cells.sku?.value)) ?? '' } },
    })),
  }
}
