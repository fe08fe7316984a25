import { sectionText } from '@/domain/reports/labels/page-labels'
import { SALES_LABELS } from '@/domain/reports/labels/sales-labels'
import type { Cell, Row, Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { count, money, wholeCell } from '../sections/measures'
import { drillFor, type ReportContext } from '../sections/report-context'
import { REFUNDED, SOLD } from '../sections/row-filters'
import { tableSection } from '../sections/sections'
import {
  currenciesIn,
  type Group,
  groupRows,
  largestFirst,
  sumIn,
  type Tally,
} from '../sections/tallies'

const { columns, sections, values } = SALES_LABELS

/** The components from gross sales to the total: a sum of orders or refunds, and its sign. */
export const PARTS = [
  ['gross', 1n],
  ['discount', -1n],
  ['refunds', -1n],
  ['shipping', 1n],
  ['duty', 1n],
  ['tax_added', 1n],
  ['tip', 1n],
  ['fee', 1n],
  ['other', 1n],
] as const

/** Returns the bridge from gross sales to the total, one per shop currency. */
export function bridges(context: ReportContext, sold: SumRow[], refunds: SumRow[]): Section[] {
  return currenciesIn([...sold, ...refunds]).map((currency): Section => {
    const steps = bridgeSteps(context, currency, sold, refunds)
    const total = { step: { value: values.parts.total }, amount: sumOfSteps(steps) }
    return {
      id: `bridge:${currency}`,
      ...sections.bridge,
      kind: 'bridge',
      columns: [
        { key: 'step', ...columns.step, unit: 'text' },
        { key: 'amount', ...columns.amount, unit: 'money', currency },
      ],
      rows: [...steps, { key: 'total', cells: total }],
    }
  })
}

function bridgeSteps(
  context: ReportContext,
  currency: string,
  sold: SumRow[],
  refunds: SumRow[],
): Row[] {
  const isIncluded = (by: Record<string, string>) => by.shop_currency === currency
  const [orderGroup] = groupRows(sold, [], isIncluded)
  const [refundGroup] = groupRows(refunds, [], isIncluded)
  return PARTS.map(([name, sign]): Row => {
    const isRefund = name === 'refunds'
    const compute = (tally: Tally) => sign * sumIn(tally, isRefund ? 'total_shop' : `${name}_shop`)
    const where = { canceled: 'no', shop_currency: currency, ...(isRefund ? REFUNDED : {}) }
    const drill = drillFor(context, isRefund ? 'refunds' : 'orders', where)
    const amount = wholeCell(context, isRefund ? refundGroup : orderGroup, compute, drill)
    return { key: name, cells: { step: { value: values.parts[name] }, amount } }
  })
}

function sumOfSteps(rows: Row[]): Cell {
  const add = (amounts: unknown[]) =>
    amounts.reduce<bigint>((sum, amount) => sum + BigInt(String(amount)), 0n)
  const cells = rows.map(({ cells }) => cells.amount)
  const isCompared = cells.every((cell) => cell?.compare !== undefined)
  return {
    value: add(cells.map((cell) => cell?.value ?? 0n)),
    ...(isCompared && { compare: add(cells.map((cell) => cell?.compare ?? 0n)) }),
  }
}

/** Returns the total less refunds, in the customer's currency or, with `_shop`, in the shop's. */
const remaining = (tally: Tally, suffix: '' | '_shop') =>
  sumIn(tally, `total${suffix}`) - sumIn(tally, `refunds${suffix}`)

/** Returns the components of sales by customer currency. */
export function byCurrency(context: ReportContext, sold: SumRow[], refunds: SumRow[]): Section {
  const refundRows = refunds.map((row) => ({
    ...row,
    n: 0,
    sums: { refunds: row.sums.total ?? 0n, refunds_shop: row.sums.total_shop ?? 0n },
  }))
  const groups = groupRows([...sold, ...refundRows], ['currency', 'shop_currency'])
  const parts = PARTS.map(([name, sign]) =>
    money(
      name,
      { label: values.parts[name] },
      {
        compute: (tally) => sign * sumIn(tally, name),
        drill:
          name === 'refunds' ? { set: 'refunds', where: { ...REFUNDED, canceled: 'no' } } : SOLD,
      },
    ),
  )
  const section = tableSection(context, {
    ...sectionText(SALES_LABELS, 'by-currency'),
    dimensions: [{ key: 'currency', ...columns.currency }],
    measures: [
      count('orders', columns.orders, { drill: SOLD }),
      ...parts,
      money('total', columns.total, { compute: (tally) => remaining(tally, '') }),
    ],
    groups: largestFirst(groups, ({ n }) => n),
  })
  return withShopTotal(context, section, groups)
}

/** Adds the total in the shop's currency, which differs from the currency of the row. */
function withShopTotal(context: ReportContext, section: Section, groups: Group[]): Section {
  const rows = section.rows.map((row): Row => {
    const group = groups.find(({ key }) => key === row.key)
    const cell = wholeCell(context, group, (tally) => remaining(tally, '_shop'))
    const currency = group?.by.shop_currency
    return {
      ...row,
      cells: { ...row.cells, total_shop: { ...cell, ...(currency && { currency }) } },
    }
  })
  const column = { key: 'total_shop', ...columns.totalShop, unit: 'money' } as const
  return { ...section, columns: [...section.columns, column], rows }
}
