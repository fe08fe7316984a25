import type { Cell, Row, Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { drillInto, groupRows, type Question, sumIn, type Tally, wholeCell } from './question'
import { count, currenciesIn, largestFirst, money, tableOf } from './sections'

const SOLD = { set: 'orders', where: { canceled: 'no' } } as const

/** Refunds that gave money back, of orders that are sales. */
export const GIVEN_BACK = { basis: 'refund', kind: 'refund', status: 'succeeded' } as const

/** The steps from gross sales to the total: a sum of orders or refunds, and its sign. */
export const PARTS = [
  ['gross', 'Gross sales', 1n],
  ['discount', 'Discounts', -1n],
  ['refunds', 'Refunds', -1n],
  ['shipping', 'Shipping', 1n],
  ['duty', 'Duties', 1n],
  ['tax_added', 'Tax', 1n],
  ['tip', 'Tips', 1n],
  ['fee', 'Additional fees', 1n],
  ['other', 'Rounding and edits', 1n],
] as const

/** From gross sales to what is left, one for each currency that shops keep their books in. */
export function bridges(question: Question, sold: SumRow[], refunds: SumRow[]): Section[] {
  return currenciesIn([...sold, ...refunds]).map((currency): Section => {
    const isOf = (by: Record<string, string>) => by.shop_currency === currency
    const [orders] = groupRows(sold, [], isOf)
    const [back] = groupRows(refunds, [], isOf)
    const steps = PARTS.map(([name, label, sign]): Row => {
      const isRefund = name === 'refunds'
      const take = (tally: Tally) => sign * sumIn(tally, isRefund ? 'total_shop' : `${name}_shop`)
      const where = { canceled: 'no', shop_currency: currency, ...(isRefund ? GIVEN_BACK : {}) }
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

/** What each currency of customers came to, part by part. */
export function byCurrency(question: Question, sold: SumRow[], refunds: SumRow[]): Section {
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
        name === 'refunds' ? { set: 'refunds', where: { ...GIVEN_BACK, canceled: 'no' } } : SOLD,
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
