import { sql } from 'drizzle-orm'
import type { Section } from '@/domain/reports/report-model'
import { readRowsBy } from '../raw-sums'
import { conditions, type SumRow } from '../read-topic'
import {
  filterOf,
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
  count,
  figuresOf,
  type Line,
  largestFirst,
  type Measure,
  money,
  seriesOf,
  tableOf,
} from './sections'

const KINDS = [
  ['authorization', 'Authorizations'],
  ['capture', 'Captures'],
  ['refund', 'Refunds'],
  ['void', 'Voids'],
] as const

/** Whether money comes in and goes back as it should. */
export async function paymentsSections(question: Question): Promise<Section[]> {
  const rows = await read(question, {
    topic: 'transactions',
    spans: wholeSpans(question),
    by: ['kind', 'status', 'method', 'gateway', 'code', 'currency'],
    sums: ['amount'],
    where: {},
  })
  return [
    figures(question, rows),
    await overTime(question),
    successBy(question, rows, 'gateway', 'Gateway'),
    successBy(question, rows, 'method', 'Payment'),
    declines(question, rows),
    amounts(question, rows),
    await chargebacks(question),
    await giftCards(question),
  ]
}

/** Rows as counters beside each other; pending ones have no outcome yet and are in no rate. */
function counters(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => ({
    ...row,
    sums: {
      ...row.sums,
      [`${row.by.status}:n`]: BigInt(row.n),
    },
  }))
}

const outcome = (status: string) => (tally: Tally) => Number(sumIn(tally, `${status}:n`))
const success = (tally: Tally) => {
  const [good, bad] = [sumIn(tally, 'succeeded:n'), sumIn(tally, 'failed:n')]
  return share(good, good + bad)
}

function figures(question: Question, rows: SumRow[]): Section {
  const rates = KINDS.map(
    ([kind, label]): Line => ({
      key: `${kind}:success`,
      label: `${label} that succeeded`,
      unit: 'percent',
      better: 'up',
      hint: 'Of those that have an outcome.',
      take: success,
      drill: { set: 'transactions', where: { kind, status: 'succeeded|failed' } },
      isOf: (by) => by.kind === kind,
    }),
  )
  const unknown: Line = {
    ...count('unknown', 'Outcome not known', { better: 'down', take: outcome('pending') }),
    hint: 'Sent in this range; the gateway has not said how it ended.',
    drill: { set: 'transactions', where: { status: 'pending' } },
  }
  const section = figuresOf(question, {
    id: 'figures',
    title: 'Payments',
    figures: [...rates, unknown],
    rows: counters(rows),
  })
  return section
}

async function overTime(question: Question): Promise<Section> {
  const rows = await read(question, {
    topic: 'transactions',
    spans: pointSpans(question),
    by: ['kind', 'status'],
    sums: [],
    where: { kind: KINDS.map(([kind]) => kind) },
  })
  const lines = KINDS.map(
    ([kind, label]): Line => ({
      key: kind,
      label,
      unit: 'percent',
      take: success,
      drill: { set: 'transactions', where: { kind, status: 'succeeded|failed' } },
      isOf: (by) => by.kind === kind,
    }),
  )
  const section = { id: 'success-over-time', title: 'Success over time' }
  return seriesOf(question, { ...section, lines, rows: counters(rows) })
}

function outcomes(where: Record<string, string> = {}): Measure[] {
  const of = (status: string) => ({ set: 'transactions' as const, where: { ...where, status } })
  return [
    count('succeeded', 'Succeeded', { take: outcome('succeeded'), drill: of('succeeded') }),
    count('failed', 'Failed', { take: outcome('failed'), better: 'down', drill: of('failed') }),
    count('pending', 'Not known', { take: outcome('pending'), drill: of('pending') }),
    { key: 'success', label: 'Success', unit: 'percent', better: 'up', take: success },
  ]
}

function successBy(question: Question, rows: SumRow[], dimension: string, label: string): Section {
  return tableOf(question, {
    id: `by-${dimension}`,
    title: `By ${label.toLowerCase()}`,
    head: [
      { key: dimension, label },
      { key: 'kind', label: 'What' },
    ],
    words: { kind: (kind) => kind.charAt(0).toUpperCase() + kind.slice(1) },
    measures: outcomes(),
    groups: largestFirst(groupRows(counters(rows), [dimension, 'kind']), ({ n }) => n),
  })
}

function declines(question: Question, rows: SumRow[]): Section {
  const failed = rows.filter(({ by }) => by.status === 'failed')
  return tableOf(question, {
    id: 'declines',
    title: 'Why payments failed',
    head: [
      { key: 'code', label: 'Code' },
      { key: 'kind', label: 'What' },
      { key: 'gateway', label: 'Gateway' },
    ],
    words: { code: (code) => code || 'No code given' },
    measures: [
      count('failed', 'Failed', {
        better: 'down',
        drill: { set: 'transactions', where: { status: 'failed' } },
      }),
    ],
    groups: largestFirst(groupRows(failed, ['code', 'kind', 'gateway']), ({ n }) => n),
  })
}

function amounts(question: Question, rows: SumRow[]): Section {
  const done = rows.filter(({ by }) => by.status === 'succeeded')
  const drill = { set: 'transactions', where: { status: 'succeeded' } } as const
  return tableOf(question, {
    id: 'amounts',
    title: 'Amounts that moved',
    head: [
      { key: 'kind', label: 'What' },
      { key: 'currency', label: 'Currency' },
    ],
    measures: [
      count('transactions', 'Transactions', { drill }),
      money('amount', 'Amount', { drill }),
    ],
    groups: largestFirst(groupRows(done, ['kind', 'currency']), ({ n }) => n),
  })
}

async function chargebacks(question: Question): Promise<Section> {
  const rows = await readRowsBy(question, {
    set: 'disputes',
    by: ['kind', 'status', 'reason', 'currency'],
    sums: ['amount'],
    where: {},
  })
  const drill = { set: 'disputes' } as const
  return tableOf(question, {
    id: 'chargebacks',
    title: 'Chargebacks and inquiries',
    note: 'By when the bank opened them.',
    head: [
      { key: 'kind', label: 'Kind' },
      { key: 'status', label: 'Status' },
      { key: 'reason', label: 'Reason' },
      { key: 'currency', label: 'Currency' },
    ],
    measures: [
      count('disputes', 'Disputes', { better: 'down', drill }),
      money('amount', 'Amount', { drill }),
    ],
    groups: largestFirst(groupRows(rows, ['kind', 'status', 'reason', 'currency']), ({ n }) => n),
  })
}

const ENTRIES = [
  ['issued', 'Issued', ['issued', 'credited']],
  ['redeemed', 'Redeemed', ['redeemed']],
  ['reversed', 'Turned back into cash', ['reversed']],
  ['voided', 'Closed', ['voided']],
] as const

/** What gift cards owe: what moved in the range, and what was outstanding at its end. */
async function giftCards(question: Question): Promise<Section> {
  const moved = await readRowsBy(question, {
    set: 'gift_card_entries',
    by: ['kind', 'currency'],
    sums: ['amount'],
    where: {},
  })
  const outstanding = await Promise.all(
    wholeSpans(question).map(({ end }, span) => outstandingAt(question, end, span)),
  )
  const rows = [
    ...moved.map((row) => ({ ...row, n: 0, sums: { [row.by.kind ?? '']: row.sums.amount ?? 0n } })),
    ...outstanding.flat(),
  ]
  const measures = ENTRIES.map(([key, label, kinds]) =>
    money(key, label, {
      take: (tally) => kinds.reduce((sum, kind) => sum + sumIn(tally, kind), 0n),
      drill: { set: 'gift_card_entries', where: { kind: kinds.join('|') } },
    }),
  )
  return tableOf(question, {
    id: 'gift-cards',
    title: 'Gift card liability',
    note: 'Outstanding is the sum of the ledger up to the end of the range.',
    head: [{ key: 'currency', label: 'Currency' }],
    measures: [...measures, money('outstanding', 'Outstanding')],
    groups: groupRows(rows, ['currency']),
  })
}

async function outstandingAt(question: Question, end: Date, span: number): Promise<SumRow[]> {
  const where = conditions({ dimensions: [] }, filterOf(question))
  const rows: Iterable<Record<string, unknown>> = await question.tx.execute(sql`
    select t.currency, sum(t.amount)::text as amount from report_gift_card_facts t
    where t.at < ${end.toISOString()}::timestamptz ${where} group by 1`)
  return [...rows].map((row) => ({
    span,
    by: { currency: String(row.currency) },
    n: 0,
    sums: { outstanding: BigInt(String(row.amount)) },
  }))
}
