import { sql } from 'drizzle-orm'
import type { Row, Section } from '@/domain/reports/report-model'
import { ordersViewPath } from '@/paths/routes'
import { conditions, type SumRow } from '../read-topic'
import { percentileCells, percentileColumns, withPercentiles } from './percentiles'
import {
  filterOf,
  groupRows,
  pointSpans,
  type Question,
  read,
  sumIn,
  type Tally,
  wholeSpans,
} from './question'
import {
  count,
  figuresOf,
  type Line,
  largestFirst,
  type Measure,
  seriesOf,
  tableOf,
} from './sections'

const SHIPPED = { set: 'shipments', where: { basis: 'shipped' } } as const
const DELIVERED = { set: 'shipments', where: { basis: 'delivered' } } as const
const among = (status: string) => ({ set: SHIPPED.set, where: { ...SHIPPED.where, status } })

/** How long parcels take to leave and to arrive, and what does not go its way. */
export async function fulfillmentSections(question: Question): Promise<Section[]> {
  const [byCountry, byCarrier, series] = await Promise.all([
    readBy(question, 'country'),
    readBy(question, 'carrier'),
    overTime(question),
  ])
  const all = counters(byCarrier)
  return [
    figuresOf(question, { id: 'figures', title: 'Parcels', figures: MEASURES, rows: all }),
    durations(question, byCarrier),
    series,
    tableBy(question, byCarrier, 'carrier', 'Carrier', 'No carrier given'),
    tableBy(question, byCountry, 'country', 'Country', 'No address'),
    await held(question),
  ]
}

const readBy = (question: Question, dimension: 'carrier' | 'country') =>
  read(question, {
    topic: 'shipments',
    spans: wholeSpans(question),
    by: ['basis', 'status', dimension],
    hasBins: true,
    sums: [],
    where: {},
  })

function counters(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => {
    const { basis, status } = row.by
    const n = BigInt(row.n)
    const left = basis === 'shipped' ? { shipped: n, [`${status}`]: n } : { arrived: n }
    return { ...row, sums: left }
  })
}

const counter = (name: string) => (tally: Tally) => Number(sumIn(tally, name))

const MEASURES: Measure[] = [
  count('shipped', 'Shipped', { take: counter('shipped'), drill: SHIPPED }),
  count('arrived', 'Delivered', { take: counter('arrived'), drill: DELIVERED, better: 'up' }),
  count('lost', 'Lost', {
    take: counter('lost'),
    drill: among('lost'),
    better: 'down',
    hint: 'Of the parcels that left in the range.',
  }),
  count('returned', 'Returned', {
    take: counter('returned'),
    drill: among('returned'),
    better: 'down',
    hint: 'Of the parcels that left in the range.',
  }),
]

const left = (rows: readonly SumRow[]) => rows.filter(({ by }) => by.basis === 'shipped')
const arrived = (rows: readonly SumRow[]) => rows.filter(({ by }) => by.basis === 'delivered')

function durations(question: Question, rows: SumRow[]): Section {
  return {
    id: 'durations',
    title: 'How long it takes',
    kind: 'figures',
    note: 'Durations are right to 2 %. Reshipments are not timed from the payment.',
    columns: [
      ...percentileColumns('ship', 'Paid to shipped'),
      ...percentileColumns('deliver', 'Shipped to delivered'),
    ],
    rows: [
      {
        key: 'all',
        cells: {
          ...percentileCells(question, 'ship', left(rows)),
          ...percentileCells(question, 'deliver', arrived(rows)),
        },
      },
    ],
  }
}

async function overTime(question: Question): Promise<Section> {
  const rows = await read(question, {
    topic: 'shipments',
    spans: pointSpans(question),
    by: ['basis'],
    sums: [],
    where: {},
  })
  const lines: Line[] = [
    { ...count('shipped', 'Shipped', { drill: SHIPPED }), isOf: (by) => by.basis === 'shipped' },
    {
      ...count('delivered', 'Delivered', { drill: DELIVERED }),
      isOf: (by) => by.basis === 'delivered',
    },
  ]
  return seriesOf(question, { id: 'over-time', title: 'Shipped and delivered', lines, rows })
}

function tableBy(
  question: Question,
  rows: SumRow[],
  dimension: string,
  label: string,
  none: string,
): Section {
  const section = tableOf(question, {
    id: `by-${dimension}`,
    title: `By ${label.toLowerCase()}`,
    head: [{ key: dimension, label }],
    words: { [dimension]: (value) => value || none },
    measures: MEASURES,
    groups: largestFirst(groupRows(counters(rows), [dimension]), ({ n }) => n),
  })
  const of = ({ key }: Row) => rows.filter(({ by }) => by[dimension] === key)
  const shipped = withPercentiles(question, section, 'ship', 'Paid to shipped', (row) =>
    left(of(row)),
  )
  return withPercentiles(question, shipped, 'deliver', 'Shipped to delivered', (row) =>
    arrived(of(row)),
  )
}

/** Orders that are on hold at this moment, whenever they were placed. */
async function held(question: Question): Promise<Section> {
  const { country, ...rest } = filterOf(question)
  const where = conditions(
    { dimensions: ['shipping_country'] },
    { ...rest, ...(country && { shipping_country: country }) },
  )
  const rows: Iterable<Record<string, unknown>> = await question.tx.execute(sql`
    select coalesce(t.hold_reason, '') as reason, t.shop_currency, count(*)::float8 as n,
      sum(t.total_shop_minor)::text as total
    from orders t where t.status = 'on_hold' ${where} group by 1, 2 order by n desc, 1, 2`)
  return {
    id: 'on-hold',
    title: 'On hold now, by reason',
    kind: 'table',
    empty: 'No order is on hold.',
    columns: [
      { key: 'reason', label: 'Reason', unit: 'text' },
      { key: 'orders', label: 'Orders', unit: 'count', better: 'down' },
      { key: 'value', label: 'Value', unit: 'money' },
    ],
    rows: [...rows].map((row) => ({
      key: `${row.reason}~${row.shop_currency}`,
      cells: {
        reason: { value: String(row.reason) || 'No reason given' },
        orders: { value: Number(row.n), link: ordersViewPath('status=on_hold') },
        value: { value: BigInt(String(row.total)), currency: String(row.shop_currency) },
      },
    })),
  }
}
