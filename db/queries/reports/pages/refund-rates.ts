import { sectionText } from '@/domain/reports/labels/page-labels'
import { REFUNDS_LABELS } from '@/domain/reports/labels/refunds-labels'
import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { count, money } from '../sections/measures'
import type { ReportContext } from '../sections/report-context'
import { REFUNDED, REFUNDED_BY_ORDER } from '../sections/row-filters'
import { tableSection } from '../sections/sections'
import { countIn, groupRows, largestFirst, share, sumIn } from '../sections/tallies'

const { columns } = REFUNDS_LABELS

type RateRows = {
  /** Refunds issued in the range. */
  refunds: SumRow[]
  /** Refunds of the orders placed in the range, whenever they were issued. */
  ofOrders: SumRow[]
  orders: SumRow[]
}

/** Returns refunds as a share of sales by currency, both computed from the same orders. */
export function refundRates(context: ReportContext, rows: RateRows): Section {
  const all = [
    ...prefixed(rows.refunds, 'made'),
    ...prefixed(rows.ofOrders, 'back'),
    ...prefixed(rows.orders, 'sold'),
  ]
  const refunds = { set: 'refunds', where: REFUNDED } as const
  const orders = { set: 'orders' } as const
  return tableSection(context, {
    ...sectionText(REFUNDS_LABELS, 'rates'),
    dimensions: [{ key: 'currency', ...columns.currency }],
    measures: [
      count('made_n', columns.refundsMade, { compute: countIn('made_n'), drill: refunds }),
      money('made', columns.refunded, { drill: refunds }),
      count('sold_n', columns.ordersPlaced, { compute: countIn('sold_n'), drill: orders }),
      money('sold', columns.ordered, { drill: orders }),
      money('back', columns.refundedOfOrdered, {
        drill: { set: 'refunds', where: REFUNDED_BY_ORDER },
      }),
      {
        key: 'rate',
        ...columns.rate,
        unit: 'percent',
        better: 'down',
        compute: (tally) => share(sumIn(tally, 'back'), sumIn(tally, 'sold')),
      },
    ],
    groups: largestFirst(groupRows(all, ['currency']), countIn('sold_n')),
  })
}

/** Replaces the sums of rows by the sum `prefix` of their totals and their number `prefix_n`. */
const prefixed = (rows: SumRow[], prefix: string): SumRow[] =>
  rows.map(({ sums, n, ...row }) => ({
    ...row,
    n: 0,
    sums: { [`${prefix}_n`]: BigInt(n), [prefix]: sums.total ?? 0n },
  }))
