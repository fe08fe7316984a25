import { MISSING_LABELS } from '@/domain/reports/labels/missing-values'
import { type ColumnText, sectionText } from '@/domain/reports/labels/page-labels'
import { REFUNDS_LABELS } from '@/domain/reports/labels/refunds-labels'
import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { count, money } from '../sections/measures'
import { findStaffNames } from '../sections/names'
import { type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { REFUNDED, RESHIPPED } from '../sections/row-filters'
import { tableSection } from '../sections/sections'
import { countIn, groupRows, largestFirst, type RowPredicate, sumIn } from '../sections/tallies'

const MAX_PRODUCTS = 50
const { columns, values } = REFUNDS_LABELS

export const isSucceededRefund: RowPredicate = (by) =>
  by.kind === 'refund' && by.status === 'succeeded'

export const isSucceededReshipment: RowPredicate = (by) =>
  by.kind === 'reshipment' && by.status === 'succeeded'

const reasonLabel = (reason: string) => reason || MISSING_LABELS.reason

/** Returns refunds by reason. */
export function byReason(context: ReportContext, refunds: SumRow[]): Section {
  return byDimension(context, refunds, 'reason', columns.reason, reasonLabel)
}

/** Returns refunds by the staff member who requested them. */
export async function byRequester(context: ReportContext, refunds: SumRow[]): Promise<Section> {
  const names = await findStaffNames(context.tx)
  const nameOf = (id: string) =>
    id ? (names.get(id) ?? MISSING_LABELS.staff) : values.people.storefront
  return byDimension(context, refunds, 'person', columns.person, nameOf)
}

function byDimension(
  context: ReportContext,
  refunds: SumRow[],
  dimension: 'reason' | 'person',
  text: ColumnText,
  valueLabel: (value: string) => string,
): Section {
  const drill = { set: 'refunds', where: REFUNDED } as const
  return tableSection(context, {
    ...sectionText(REFUNDS_LABELS, `by-${dimension}`),
    dimensions: [{ key: dimension, label: text.label }],
    valueLabels: { [dimension]: valueLabel },
    measures: [
      count('refunds', columns.refunds, { drill }),
      money('total_shop', columns.refunded, { drill }),
    ],
    groups: largestFirst(groupRows(refunds, [dimension, 'shop_currency']), (tally) =>
      sumIn(tally, 'total_shop'),
    ),
  })
}

/** Returns refunds by payment method, from the payments: one refund may use several. */
export async function byMethod(context: ReportContext): Promise<Section> {
  const where = { kind: 'refund', status: 'succeeded' }
  const rows = await sumTopic(context, {
    topic: 'transactions',
    spans: wholeSpans(context),
    by: ['method', 'currency'],
    sums: ['amount'],
    where,
  })
  return tableSection(context, {
    ...sectionText(REFUNDS_LABELS, 'by-tender'),
    dimensions: [
      { key: 'method', ...columns.method },
      { key: 'currency', ...columns.currency },
    ],
    measures: [
      count('payments', columns.payments, { drill: { set: 'transactions', where } }),
      money('amount', columns.refunded, { drill: { set: 'transactions', where } }),
    ],
    groups: largestFirst(groupRows(rows, ['method', 'currency']), ({ n }) => n),
  })
}

/** Returns the products with the most refunded units. */
export async function bySku(context: ReportContext): Promise<Section> {
  const where = { kind: 'refund', status: 'succeeded' }
  const rows = await sumTopic(context, {
    topic: 'refund_lines',
    spans: wholeSpans(context),
    by: ['sku', 'currency'],
    sums: ['quantity', 'amount'],
    where,
  })
  const drill = { set: 'refund_lines', where } as const
  return tableSection(context, {
    ...sectionText(REFUNDS_LABELS, 'by-sku'),
    dimensions: [
      { key: 'sku', ...columns.sku },
      { key: 'currency', ...columns.currency },
    ],
    valueLabels: { sku: (sku) => sku || MISSING_LABELS.sku },
    measures: [
      count('quantity', columns.units, { drill, compute: countIn('quantity') }),
      money('amount', columns.refundedForItems, { drill }),
    ],
    groups: largestFirst(groupRows(rows, ['sku', 'currency']), (tally) => sumIn(tally, 'quantity')),
    maxRows: MAX_PRODUCTS,
  })
}

/** Returns reshipments by reason. */
export function reshipments(context: ReportContext, rows: SumRow[]): Section {
  const sent = rows.filter(({ by }) => isSucceededReshipment(by))
  const drill = { set: 'refunds', where: RESHIPPED } as const
  return tableSection(context, {
    ...sectionText(REFUNDS_LABELS, 'reshipments'),
    dimensions: [
      { key: 'reason', ...columns.reason },
      { key: 'currency', ...columns.currency },
    ],
    valueLabels: { reason: reasonLabel },
    measures: [
      count('reshipments', columns.reshipments, { drill }),
      money('items', columns.goodsValue, { drill }),
    ],
    groups: largestFirst(groupRows(sent, ['reason', 'currency']), ({ n }) => n),
  })
}

/** Returns refunds and reshipments by the outcome of their approval. */
export function approvals(context: ReportContext, rows: SumRow[]): Section {
  const drill = { set: 'refunds', where: { basis: 'refund' } } as const
  const labels: Partial<Record<string, string>> = values.approvals
  return tableSection(context, {
    ...sectionText(REFUNDS_LABELS, 'approvals'),
    dimensions: [{ key: 'approval', ...columns.approval }],
    valueLabels: { approval: (outcome) => labels[outcome] ?? outcome },
    measures: [
      count('requests', columns.requests, { drill }),
      money('total_shop', columns.value, { drill }),
    ],
    groups: groupRows(rows, ['approval', 'shop_currency']),
  })
}
