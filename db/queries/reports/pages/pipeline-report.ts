import { sql } from 'drizzle-orm'
import { sectionText } from '@/domain/reports/labels/page-labels'
import { PIPELINE_LABELS } from '@/domain/reports/labels/pipeline-labels'
import type { ReportSpan, Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { count, type Measure } from '../sections/measures'
import { percentileCells, percentileColumns, withPercentiles } from '../sections/percentiles'
import {
  pointSpans,
  type ReportContext,
  storefrontCondition,
  sumUnfilteredTopic,
  wholeSpans,
} from '../sections/report-context'
import { metricsSection, seriesSection, tableSection } from '../sections/sections'
import { countIn, groupRows, largestFirst } from '../sections/tallies'
import { queues } from './pipeline-queues'
import { byStep, readSteps } from './pipeline-steps'
import { outages, vendorStatus } from './pipeline-vendors'

const { columns } = PIPELINE_LABELS

/** Returns the pipeline report: webhooks, steps, queues and vendors. */
export async function pipelineSections(context: ReportContext): Promise<Section[]> {
  const webhooks = await sumUnfilteredTopic(context, {
    topic: 'webhooks',
    spans: wholeSpans(context),
    by: ['topic', 'status'],
    hasBins: true,
    sums: ['duplicates'],
    where: storefrontCondition(context),
  })
  const steps = await readSteps(context)
  const rejected = await readRejected(context, wholeSpans(context))
  return [
    metricsSection(context, {
      ...sectionText(PIPELINE_LABELS, 'figures'),
      measures: [...MEASURES, REJECTED],
      rows: statusCounters([...webhooks, ...rejected]),
    }),
    durations(context, webhooks),
    await overTime(context),
    byTopic(context, webhooks),
    byStep(context, steps),
    await queues(context),
    await vendorStatus(context),
    await outages(context),
  ]
}

const statusCount = (status: 'unreadable' | 'waiting', rest: Partial<Measure> = {}) =>
  count(status, columns[status], {
    compute: countIn(status),
    drill: { set: 'webhooks', where: { status } },
    ...rest,
  })

const MEASURES: Measure[] = [
  count('received', columns.received, { drill: { set: 'webhooks' } }),
  count('duplicates', columns.duplicates, { compute: countIn('duplicates') }),
  statusCount('unreadable', { better: 'down' }),
  statusCount('waiting'),
]

const REJECTED: Measure = count('rejected', columns.rejected, {
  compute: countIn('rejected'),
  better: 'down',
})

/** Reads the rejected webhooks, which are stored as counts per 15 minutes and need no rollup. */
async function readRejected(context: ReportContext, spans: ReportSpan[]): Promise<SumRow[]> {
  const { storefront_id } = storefrontCondition(context)
  const list = (side: 'start' | 'end') => `{${spans.map((span) => span[side].toISOString())}}`
  const rows: Iterable<Record<string, unknown>> = await context.tx.execute(sql`
    select s.span - 1 as span, sum(r.count)::text as rejected
    from unnest(${list('start')}::timestamptz[], ${list('end')}::timestamptz[])
      with ordinality as s(a, b, span)
    join rejected_signatures r on r.bucket_at >= s.a and r.bucket_at < s.b
      ${storefront_id ? sql` and r.storefront_id = ${storefront_id}::uuid` : sql``}
    group by 1`)
  return [...rows].map((row) => ({
    span: Number(row.span),
    by: { status: 'rejected' },
    n: 0,
    sums: { rejected: BigInt(String(row.rejected)) },
  }))
}

/** Adds a sum named after the status of each row. */
function statusCounters(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => ({
    ...row,
    sums: { [row.by.status ?? '']: BigInt(row.n), ...row.sums },
  }))
}

function durations(context: ReportContext, rows: SumRow[]): Section {
  return {
    ...sectionText(PIPELINE_LABELS, 'durations'),
    kind: 'figures',
    columns: percentileColumns('work', columns.processing),
    rows: [{ key: 'all', cells: percentileCells(context, 'work', rows) }],
  }
}

async function overTime(context: ReportContext): Promise<Section> {
  const rows = await sumUnfilteredTopic(context, {
    topic: 'webhooks',
    spans: pointSpans(context),
    by: [],
    sums: ['duplicates'],
    where: storefrontCondition(context),
  })
  const rejected = await readRejected(context, pointSpans(context))
  return seriesSection(context, {
    ...sectionText(PIPELINE_LABELS, 'over-time'),
    measures: [
      count('received', { label: columns.received.label }, { drill: { set: 'webhooks' } }),
      count('duplicates', { label: columns.duplicates.label }, { compute: countIn('duplicates') }),
      count('rejected', { label: columns.rejected.label }, { compute: countIn('rejected') }),
    ],
    rows: [...rows, ...rejected],
  })
}

function byTopic(context: ReportContext, rows: SumRow[]): Section {
  const section = tableSection(context, {
    ...sectionText(PIPELINE_LABELS, 'by-topic'),
    dimensions: [{ key: 'topic', ...columns.topic }],
    measures: MEASURES,
    groups: largestFirst(groupRows(statusCounters(rows), ['topic']), ({ n }) => n),
  })
  return withPercentiles(context, section, 'work', columns.processing, ({ key }) =>
    rows.filter(({ by }) => by.topic === key),
  )
}
