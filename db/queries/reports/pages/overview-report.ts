import { sql } from 'drizzle-orm'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import { dueSoonUntil } from '@/domain/exception/due-state'
import type { DrillFilter } from '@/domain/reports/report-drill'
import type { Row, Section } from '@/domain/reports/report-model'
import { approvalsPath, inboxPath, ordersViewPath } from '@/paths/routes'
import { conditions, type SumRow } from '../read-topic'
import { counters } from './exceptions-report'
import {
  drillInto,
  filterOf,
  pointSpans,
  type Question,
  read,
  share,
  sumIn,
  wholeSpans,
} from './question'
import { GIVEN_BACK } from './sales-bridge'
import { count, currenciesIn, figuresOf, type IsOf, type Line, money, seriesOf } from './sections'

const SOLD = { set: 'orders', where: { canceled: 'no' } } as const

/** How the range went so far, and what needs somebody now. */
export async function overviewSections(question: Question): Promise<Section[]> {
  const orders = await readOrders(question, wholeSpans(question))
  const refunds = await readRefunds(question)
  const exceptions = await read(question, {
    topic: 'exceptions',
    spans: wholeSpans(question),
    by: ['basis', 'auto', 'sla', 'recurred'],
    sums: [],
    where: { basis: ['opened', 'closed'] },
  })
  return [
    figures(question, tagged(orders, refunds, counters(exceptions))),
    await attention(question),
    ...(await overTime(question)),
  ]
}

const readOrders = (question: Question, spans: ReturnType<typeof wholeSpans>) =>
  read(question, {
    topic: 'orders',
    spans,
    by: ['shop_currency'],
    sums: ['total_shop'],
    where: { canceled: 'no' },
  })

const readRefunds = (question: Question) =>
  read(question, {
    topic: 'refunds',
    spans: wholeSpans(question),
    by: ['shop_currency'],
    sums: ['total_shop'],
    where: GIVEN_BACK,
  })

/** Rows of several topics in one list, each with the topic that it is of. */
function tagged(orders: SumRow[], refunds: SumRow[], exceptions: SumRow[]): SumRow[] {
  const of = (topic: string, rows: SumRow[]) =>
    rows.map((row) => ({ ...row, by: { ...row.by, topic } }))
  return [...of('orders', orders), ...of('refunds', refunds), ...of('exceptions', exceptions)]
}

const isOf =
  (topic: string, currency?: string): IsOf =>
  (by) =>
    by.topic === topic && (currency === undefined || by.shop_currency === currency)

function figures(question: Question, rows: SumRow[]): Section {
  const amounts = (topic: 'orders' | 'refunds', label: string) =>
    currenciesIn(rows.filter(({ by }) => by.topic === topic)).map((currency): Line => {
      const where = topic === 'orders' ? SOLD.where : GIVEN_BACK
      return {
        ...money('total_shop', label, { key: `${topic}:${currency}`, currency }),
        better: topic === 'orders' ? 'up' : 'down',
        drill: { set: topic, where: { ...where, shop_currency: currency } },
        isOf: isOf(topic, currency),
      }
    })
  const exceptions = (key: string, label: string): Line => ({
    ...count(key, label, { take: (tally) => Number(sumIn(tally, key)) }),
    drill: { set: 'exceptions', where: { basis: key } },
    isOf: isOf('exceptions'),
  })
  const figures: Line[] = [
    { ...count('orders', 'Orders', { better: 'up', drill: SOLD }), isOf: isOf('orders') },
    ...amounts('orders', 'Sales'),
    {
      ...count('refunds', 'Refunds', {
        better: 'down',
        drill: { set: 'refunds', where: GIVEN_BACK },
      }),
      isOf: isOf('refunds'),
    },
    ...amounts('refunds', 'Refunded'),
    { ...exceptions('opened', 'Exceptions opened'), better: 'down' },
    exceptions('closed', 'Exceptions closed'),
    {
      key: 'sla',
      label: 'Settled in time',
      unit: 'percent',
      better: 'up',
      take: (tally) => share(sumIn(tally, 'met'), sumIn(tally, 'due')),
      isOf: isOf('exceptions'),
    },
  ]
  return figuresOf(question, { id: 'figures', title: 'So far', figures, rows })
}

async function overTime(question: Question): Promise<Section[]> {
  const rows = await readOrders(question, pointSpans(question))
  const exceptions = await read(question, {
    topic: 'exceptions',
    spans: pointSpans(question),
    by: ['basis'],
    sums: [],
    where: { basis: ['opened', 'closed'] },
  })
  const sales = currenciesIn(rows).map(
    (currency): Line => ({
      ...money('total_shop', currency, { key: currency, currency }),
      drill: { set: 'orders', where: { ...SOLD.where, shop_currency: currency } },
      isOf: (by) => by.shop_currency === currency,
    }),
  )
  const line = (basis: string, label: string): Line => ({
    ...count(basis, label, { drill: { set: 'exceptions', where: { basis } } }),
    isOf: (by) => by.basis === basis,
  })
  const orders = [count('orders', 'Orders', { drill: SOLD })]
  const flows = [line('opened', 'Opened'), line('closed', 'Closed')]
  return [
    seriesOf(question, { id: 'orders-over-time', title: 'Orders', lines: orders, rows }),
    seriesOf(question, { id: 'sales-over-time', title: 'Sales', lines: sales, rows }),
    seriesOf(question, {
      id: 'exceptions-over-time',
      title: 'Exceptions',
      lines: flows,
      rows: exceptions,
    }),
  ]
}

/** Refunds that have no outcome, whenever they were asked for. */
function pendingFilter(question: Question): DrillFilter {
  const {
    from: _,
    to: __,
    ...filter
  } = drillInto(question, 'refunds', {
    basis: 'refund',
    status: 'pending',
  }).filter
  return filter
}

/** What waits for somebody at this moment, whatever the range; each links to where it is worked. */
async function attention(question: Question): Promise<Section> {
  const { tx, now } = question
  const { country, ...rest } = filterOf(question)
  const ofOrders = conditions(
    { dimensions: ['shipping_country'] },
    { ...rest, ...(country && { shipping_country: country }) },
  )
  const ofExceptions = conditions({ dimensions: [] }, filterOf(question))
  const [orders] = await tx.execute<Record<string, number>>(sql`
    select count(*) filter (where status = 'blocked')::float8 as blocked,
      count(*) filter (where status = 'on_hold')::float8 as held,
      count(*) filter (where status in ('processing', 'waiting'))::float8 as under_way
    from orders t where status in ('blocked', 'on_hold', 'processing', 'waiting') ${ofOrders}`)
  const soon = dueSoonUntil(now, await findWorkHours(tx))
  const [inbox] = await tx.execute<Record<string, number>>(sql`
    select count(*)::float8 as open,
      count(*) filter (where status in ('open', 'in_progress')
        and due_at <= ${soon.toISOString()}::timestamptz)::float8 as due
    from exceptions t where status not in ('resolved', 'ignored') ${ofExceptions}`)
  // One after the other: each of the two has an index of its own.
  const [money] = await tx.execute<Record<string, number>>(sql`
    select (select count(*)::float8 from resolutions r join orders t on t.id = r.order_id
        where r.status = 'requested' ${ofOrders}) as requested,
      (select count(*)::float8 from resolutions r join orders t on t.id = r.order_id
        where r.status = 'pending' ${ofOrders}) as pending`)
  const row = (key: string, label: string, value: number | undefined, link: string): Row => ({
    key,
    cells: { what: { value: label }, count: { value: value ?? 0, link } },
  })
  return {
    id: 'attention',
    title: 'What needs attention now',
    kind: 'table',
    columns: [
      { key: 'what', label: 'What', unit: 'text' },
      { key: 'count', label: 'How many', unit: 'count', better: 'down' },
    ],
    rows: [
      row(
        'blocked',
        'Orders that a person must set going',
        orders?.blocked,
        ordersViewPath('status=blocked'),
      ),
      row('due', 'Exceptions due soon or late', inbox?.due, inboxPath({ tab: 'due' })),
      row('open', 'Open exceptions', inbox?.open, inboxPath({ tab: 'all' })),
      row('approvals', 'Refunds that wait for approval', money?.requested, approvalsPath()),
      row('held', 'Orders on hold', orders?.held, ordersViewPath('status=on_hold')),
      row(
        'backlog',
        'Orders under way',
        orders?.under_way,
        ordersViewPath('status=processing,waiting'),
      ),
      {
        key: 'pending',
        cells: {
          what: { value: 'Refunds on their way' },
          count: {
            value: money?.pending ?? 0,
            drill: { set: 'refunds', filter: pendingFilter(question) },
          },
        },
      },
    ],
  }
}
