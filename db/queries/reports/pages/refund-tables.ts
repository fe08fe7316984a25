import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { findStaffNames } from './names'
import { groupRows, type Question, read, sumIn, wholeSpans } from './question'
import { count, largestFirst, money, tableOf } from './sections'

/** Refunds that gave money back, by when they were made. */
export const MADE = { basis: 'refund', kind: 'refund', status: 'succeeded' } as const
/** Reshipments that went out, by when they were made. */
export const RESHIPPED = { basis: 'refund', kind: 'reshipment', status: 'succeeded' } as const
const MAX_PRODUCTS = 50

/** Refunds by one of their dimensions. */
export function by(
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

/** Refunds by who asked for them. */
export async function byPerson(question: Question, made: SumRow[]): Promise<Section> {
  const names = await findStaffNames(question.tx)
  const word = (id: string) => (id ? (names.get(id) ?? 'Somebody who left') : 'At the storefront')
  return by(question, made, 'person', 'Person', word)
}

/** By what the money went back to, from the payments themselves: one refund may use several. */
export async function byTender(question: Question): Promise<Section> {
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

/** The products that are given back most. */
export async function bySku(question: Question): Promise<Section> {
  const where = { kind: 'refund', status: 'succeeded' }
  const rows = await read(question, {
    topic: 'refund_lines',
    spans: wholeSpans(question),
    by: ['sku', 'currency'],
    sums: ['quantity', 'amount'],
    where,
  })
  const groups = largestFirst(groupRows(rows, ['sku', 'currency']), (tally) =>
    sumIn(tally, 'quantity'),
  )
  const drill = { set: 'refund_lines', where } as const
  return tableOf(question, {
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
    groups,
    most: MAX_PRODUCTS,
  })
}

/** Goods that went out again. */
export function reshipments(question: Question, rows: SumRow[]): Section {
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
  expired: 'Ran out',
  none: 'Not needed',
}

/** How often a second person had to decide, and how. */
export function approvals(question: Question, rows: SumRow[]): Section {
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
