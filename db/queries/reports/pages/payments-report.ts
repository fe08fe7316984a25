import { MISSING_LABELS } from '@/domain/reports/labels/missing-values'
import { sectionText } from '@/domain/reports/labels/page-labels'
import { PAYMENTS_LABELS } from '@/domain/reports/labels/payments-labels'
import type { Section } from '@/domain/reports/report-model'
import { sumRowsBy } from '../raw-sums'
import type { SumRow } from '../read-topic'
import { count, type FilteredMeasure, type Measure, money } from '../sections/measures'
import { pointSpans, type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { metricsSection, seriesSection, tableSection } from '../sections/sections'
import { countIn, groupRows, largestFirst, share, sumIn, type Tally } from '../sections/tallies'
import { giftCardLiability } from './gift-card-liability'

const { columns } = PAYMENTS_LABELS

const KINDS = [
  { kind: 'authorization', rateText: columns.authorizationSuccess, text: columns.authorizations },
  { kind: 'capture', rateText: columns.captureSuccess, text: columns.captures },
  { kind: 'refund', rateText: columns.refundSuccess, text: columns.refunds },
  { kind: 'void', rateText: columns.voidSuccess, text: columns.voids },
] as const

/** Returns the payments report: success rates, failures, volume, chargebacks and gift cards. */
export async function paymentsSections(context: ReportContext): Promise<Section[]> {
  const rows = await sumTopic(context, {
    topic: 'transactions',
    spans: wholeSpans(context),
    by: ['kind', 'status', 'method', 'gateway', 'code', 'currency'],
    sums: ['amount'],
    where: {},
  })
  return [
    metrics(context, rows),
    await successOverTime(context),
    successBy(context, rows, 'gateway'),
    successBy(context, rows, 'method'),
    declines(context, rows),
    volume(context, rows),
    await chargebacks(context),
    await giftCardLiability(context),
  ]
}

/** Adds a sum named after the status of each row, e.g. `failed:n`. */
function statusCounters(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => ({
    ...row,
    sums: { ...row.sums, [`${row.by.status}:n`]: BigInt(row.n) },
  }))
}

const countOf = (status: string) => countIn(`${status}:n`)

/** Computes the success rate. Pending transactions have no outcome yet and are excluded. */
const successRate = (tally: Tally) => {
  const [succeeded, failed] = [sumIn(tally, 'succeeded:n'), sumIn(tally, 'failed:n')]
  return share(succeeded, succeeded + failed)
}

const settled = (kind: string) =>
  ({ set: 'transactions', where: { kind, status: 'succeeded|failed' } }) as const

function metrics(context: ReportContext, rows: SumRow[]): Section {
  const rates = KINDS.map(
    ({ kind, rateText }): FilteredMeasure => ({
      key: `${kind}:success`,
      ...rateText,
      unit: 'percent',
      better: 'up',
      compute: successRate,
      drill: settled(kind),
      isIncluded: (by) => by.kind === kind,
    }),
  )
  const unknown = count('unknown', columns.unknown, {
    better: 'down',
    compute: countOf('pending'),
    drill: { set: 'transactions', where: { status: 'pending' } },
  })
  return metricsSection(context, {
    ...sectionText(PAYMENTS_LABELS, 'figures'),
    measures: [...rates, unknown],
    rows: statusCounters(rows),
  })
}

async function successOverTime(context: ReportContext): Promise<Section> {
  const rows = await sumTopic(context, {
    topic: 'transactions',
    spans: pointSpans(context),
    by: ['kind', 'status'],
    sums: [],
    where: { kind: KINDS.map(({ kind }) => kind) },
  })
  const measures = KINDS.map(
    ({ kind, text }): FilteredMeasure => ({
      key: kind,
      ...text,
      unit: 'percent',
      compute: successRate,
      drill: settled(kind),
      isIncluded: (by) => by.kind === kind,
    }),
  )
  return seriesSection(context, {
    ...sectionText(PAYMENTS_LABELS, 'success-over-time'),
    measures,
    rows: statusCounters(rows),
  })
}

const withStatus = (status: string) => ({ set: 'transactions' as const, where: { status } })

const OUTCOMES: Measure[] = [
  count('succeeded', columns.succeeded, {
    compute: countOf('succeeded'),
    drill: withStatus('succeeded'),
  }),
  count('failed', columns.failed, {
    compute: countOf('failed'),
    better: 'down',
    drill: withStatus('failed'),
  }),
  count('pending', columns.pending, { compute: countOf('pending'), drill: withStatus('pending') }),
  { key: 'success', ...columns.success, unit: 'percent', better: 'up', compute: successRate },
]

function successBy(
  context: ReportContext,
  rows: SumRow[],
  dimension: 'gateway' | 'method',
): Section {
  return tableSection(context, {
    ...sectionText(PAYMENTS_LABELS, `by-${dimension}`),
    dimensions: [
      { key: dimension, ...columns[dimension] },
      { key: 'kind', ...columns.transactionKind },
    ],
    valueLabels: { kind: (kind) => kind.charAt(0).toUpperCase() + kind.slice(1) },
    measures: OUTCOMES,
    groups: largestFirst(groupRows(statusCounters(rows), [dimension, 'kind']), ({ n }) => n),
  })
}

function declines(context: ReportContext, rows: SumRow[]): Section {
  const failed = rows.filter(({ by }) => by.status === 'failed')
  return tableSection(context, {
    ...sectionText(PAYMENTS_LABELS, 'declines'),
    dimensions: [
      { key: 'code', ...columns.code },
      { key: 'kind', ...columns.transactionKind },
      { key: 'gateway', ...columns.gateway },
    ],
    valueLabels: { code: (code) => code || MISSING_LABELS.code },
    measures: [count('failed', columns.failed, { better: 'down', drill: withStatus('failed') })],
    groups: largestFirst(groupRows(failed, ['code', 'kind', 'gateway']), ({ n }) => n),
  })
}

function volume(context: ReportContext, rows: SumRow[]): Section {
  const succeeded = rows.filter(({ by }) => by.status === 'succeeded')
  const drill = withStatus('succeeded')
  return tableSection(context, {
    ...sectionText(PAYMENTS_LABELS, 'amounts'),
    dimensions: [
      { key: 'kind', ...columns.transactionKind },
      { key: 'currency', ...columns.currency },
    ],
    measures: [
      count('transactions', columns.transactions, { drill }),
      money('amount', columns.amount, { drill }),
    ],
    groups: largestFirst(groupRows(succeeded, ['kind', 'currency']), ({ n }) => n),
  })
}

async function chargebacks(context: ReportContext): Promise<Section> {
  const by = ['kind', 'status', 'reason', 'currency'] as const
  const rows = await sumRowsBy(context, { set: 'disputes', by, sums: ['amount'], where: {} })
  const drill = { set: 'disputes' } as const
  return tableSection(context, {
    ...sectionText(PAYMENTS_LABELS, 'chargebacks'),
    dimensions: by.map((key) => ({ key, ...columns[key] })),
    measures: [
      count('disputes', columns.disputes, { better: 'down', drill }),
      money('amount', columns.amount, { drill }),
    ],
    groups: largestFirst(groupRows(rows, by), ({ n }) => n),
  })
}
