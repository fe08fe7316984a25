import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import { EXCEPTIONS_LABELS } from '@/domain/reports/labels/exceptions-labels'
import { type ColumnText, sectionText } from '@/domain/reports/labels/page-labels'
import type { Row, Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { exceptionCounters } from '../sections/exception-counters'
import { count, type FilteredMeasure, type Measure } from '../sections/measures'
import { percentileCells, percentileColumns, withPercentiles } from '../sections/percentiles'
import { pointSpans, type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { CLOSED, OPENED } from '../sections/row-filters'
import { metricsSection, seriesSection, tableSection } from '../sections/sections'
import {
  countIn,
  groupRows,
  largestFirst,
  type RowPredicate,
  share,
  sumIn,
} from '../sections/tallies'
import { exceptionBacklog } from './exceptions-backlog'
import { causes } from './exceptions-causes'

const { columns, values } = EXCEPTIONS_LABELS

const isOpened: RowPredicate = (by) => by.basis === 'opened'
const isClosed: RowPredicate = (by) => by.basis === 'closed'
const isResolved: RowPredicate = (by) => isClosed(by) && by.outcome === 'resolved'

/** Returns the exceptions report: how many, how they are closed, and how long it takes. */
export async function exceptionsSections(context: ReportContext): Promise<Section[]> {
  const rows = await sumTopic(context, {
    topic: 'exceptions',
    spans: wholeSpans(context),
    by: ['basis', 'kind', 'stage', 'outcome', 'auto', 'sla', 'recurred'],
    hasBins: true,
    sums: [],
    where: {},
  })
  const orders = await sumTopic(context, {
    topic: 'orders',
    spans: wholeSpans(context),
    by: [],
    sums: [],
    where: {},
  })
  return [
    metrics(context, rows, orders),
    durations(context, rows),
    await overTime(context),
    byKind(context, rows),
    byStage(context, rows),
    await exceptionBacklog(context),
    await causes(context),
  ]
}

const rate = (
  key: string,
  text: ColumnText,
  [part, whole]: [string, string],
  better: 'up' | 'down',
): Measure => ({
  key,
  ...text,
  unit: 'percent',
  better,
  compute: (tally) => share(sumIn(tally, part), sumIn(tally, whole)),
})

const COUNTS: Measure[] = [
  count('opened', columns.opened, { better: 'down', compute: countIn('opened'), drill: OPENED }),
  count('closed', columns.closed, { compute: countIn('closed'), drill: CLOSED }),
]
const RATES: Measure[] = [
  rate('auto', columns.auto, ['auto', 'closed'], 'up'),
  rate('sla', columns.sla, ['met', 'due'], 'up'),
  rate('returned', columns.returned, ['returned', 'closed'], 'down'),
]
const MEASURES = [...COUNTS, ...RATES]

const PER_THOUSAND: Measure = {
  key: 'per-thousand',
  ...columns.perThousand,
  unit: 'count',
  better: 'down',
  compute: (tally) => {
    const ratio = share(sumIn(tally, 'opened') * 1000n, sumIn(tally, 'orders'))
    return ratio === null ? null : Math.round(ratio * 10) / 10
  },
}

function metrics(context: ReportContext, rows: SumRow[], orders: SumRow[]): Section {
  return metricsSection(context, {
    ...sectionText(EXCEPTIONS_LABELS, 'figures'),
    measures: [...COUNTS, PER_THOUSAND, ...RATES],
    rows: exceptionCounters(rows, orders),
  })
}

function durations(context: ReportContext, rows: SumRow[]): Section {
  const touched = rows.filter(({ by }) => by.basis === 'touched')
  const resolved = rows.filter(({ by }) => isResolved(by))
  return {
    ...sectionText(EXCEPTIONS_LABELS, 'durations'),
    kind: 'figures',
    columns: [
      ...percentileColumns('touch', columns.firstTouch),
      ...percentileColumns('resolve', columns.resolution),
    ],
    rows: [
      {
        key: 'all',
        cells: {
          ...percentileCells(context, 'touch', touched),
          ...percentileCells(context, 'resolve', resolved),
        },
      },
    ],
  }
}

async function overTime(context: ReportContext): Promise<Section> {
  const rows = await sumTopic(context, {
    topic: 'exceptions',
    spans: pointSpans(context),
    by: ['basis'],
    sums: [],
    where: { basis: ['opened', 'closed'] },
  })
  const measures: FilteredMeasure[] = [
    { ...count('opened', columns.opened, { drill: OPENED }), isIncluded: isOpened },
    { ...count('closed', columns.closed, { drill: CLOSED }), isIncluded: isClosed },
  ]
  return seriesSection(context, { ...sectionText(EXCEPTIONS_LABELS, 'over-time'), measures, rows })
}

const kindLabel = (kind: string) => (isExceptionKind(kind) ? EXCEPTION_KINDS[kind].title : kind)

function byKind(context: ReportContext, rows: SumRow[]): Section {
  const section = tableSection(context, {
    ...sectionText(EXCEPTIONS_LABELS, 'by-kind'),
    dimensions: [{ key: 'kind', ...columns.kind }],
    valueLabels: { kind: kindLabel },
    measures: MEASURES,
    groups: largestFirst(groupRows(exceptionCounters(rows), ['kind']), countIn('opened')),
  })
  const resolvedOf = (row: Row) => rows.filter(({ by }) => isResolved(by) && by.kind === row.key)
  return withPercentiles(context, section, 'resolve', columns.resolution, resolvedOf)
}

function byStage(context: ReportContext, rows: SumRow[]): Section {
  const labels: Partial<Record<string, string>> = values.stages
  return tableSection(context, {
    ...sectionText(EXCEPTIONS_LABELS, 'by-stage'),
    dimensions: [{ key: 'stage', ...columns.stage }],
    valueLabels: { stage: (stage) => labels[stage] ?? stage },
    measures: MEASURES,
    groups: largestFirst(groupRows(exceptionCounters(rows), ['stage']), countIn('opened')),
  })
}
