import { sql } from 'drizzle-orm'
import { PIPELINE_STEPS } from '@/domain/pipeline/pipeline-steps'
import type { ReportSpan, Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { percentileCells, percentileColumns, withPercentiles } from './percentiles'
import { outages, vendorsNow } from './pipeline-vendors'
import {
  groupRows,
  pointSpans,
  type Question,
  readUnfiltered,
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
  seriesOf,
  tableOf,
} from './sections'

const WEBHOOKS = { set: 'webhooks' } as const
const STEPS = { set: 'steps' } as const

const counter = (name: string) => (tally: Tally) => Number(sumIn(tally, name))

/** Whether messages and steps get through, and how fast. */
export async function pipelineSections(question: Question): Promise<Section[]> {
  const webhooks = await readUnfiltered(question, {
    topic: 'webhooks',
    spans: wholeSpans(question),
    by: ['topic', 'status'],
    hasBins: true,
    sums: ['duplicates'],
    where: onlyStorefront(question),
  })
  const steps = await readUnfiltered(question, {
    topic: 'steps',
    spans: wholeSpans(question),
    by: ['step', 'status'],
    hasBins: true,
    sums: ['attempts'],
    where: onlyStorefront(question),
  })
  const rejected = await readRejected(question, wholeSpans(question))
  return [
    figures(question, [...webhooks, ...rejected]),
    durations(question, webhooks),
    await overTime(question),
    byTopic(question, webhooks),
    byStep(question, steps),
    await queues(question),
    await vendorsNow(question),
    await outages(question),
  ]
}

/** Messages know their storefront, and nothing of the order's country, currency or gateway. */
function onlyStorefront({ input: { storefront } }: Question): { storefront_id?: string } {
  return storefront ? { storefront_id: storefront } : {}
}

const MEASURES: Measure[] = [
  count('received', 'Received', { drill: WEBHOOKS }),
  count('duplicates', 'Repeats', {
    take: counter('duplicates'),
    hint: 'The same message again; it was answered and not stored a second time.',
  }),
  count('unreadable', 'Not understood', {
    take: counter('unreadable'),
    better: 'down',
    drill: { set: 'webhooks', where: { status: 'unreadable' } },
  }),
  count('waiting', 'Wait for their order', {
    take: counter('waiting'),
    drill: { set: 'webhooks', where: { status: 'waiting' } },
  }),
]

const REJECTED: Measure = count('rejected', 'Wrong signature', {
  take: counter('rejected'),
  better: 'down',
  hint: 'Refused at the door and only counted: nothing of them is kept. Those of a shop that is not known are in no storefront.',
})

/** Refused messages, which are counted apart by quarter of an hour: few rows, read as they are. */
async function readRejected(question: Question, spans: ReportSpan[]): Promise<SumRow[]> {
  const { storefront_id } = onlyStorefront(question)
  const list = (side: 'start' | 'end') => `{${spans.map((span) => span[side].toISOString())}}`
  const rows: Iterable<Record<string, unknown>> = await question.tx.execute(sql`
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

function counters(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => ({
    ...row,
    sums: { [row.by.status ?? '']: BigInt(row.n), ...row.sums },
  }))
}

function figures(question: Question, rows: SumRow[]): Section {
  return figuresOf(question, {
    id: 'figures',
    title: 'Messages of storefronts',
    figures: [...MEASURES, REJECTED],
    rows: counters(rows),
  })
}

function durations(question: Question, rows: SumRow[]): Section {
  return {
    id: 'durations',
    title: 'From the door to done',
    kind: 'figures',
    note: 'Durations are right to 2 %.',
    columns: percentileColumns('work', 'Received to worked'),
    rows: [{ key: 'all', cells: percentileCells(question, 'work', rows) }],
  }
}

async function overTime(question: Question): Promise<Section> {
  const rows = await readUnfiltered(question, {
    topic: 'webhooks',
    spans: pointSpans(question),
    by: [],
    sums: ['duplicates'],
    where: onlyStorefront(question),
  })
  const lines: Line[] = [
    count('received', 'Received', { drill: WEBHOOKS }),
    count('duplicates', 'Repeats', { take: counter('duplicates') }),
    count('rejected', 'Wrong signature', { take: counter('rejected') }),
  ]
  const rejected = await readRejected(question, pointSpans(question))
  const all = [...rows, ...rejected]
  return seriesOf(question, { id: 'over-time', title: 'Messages', lines, rows: all })
}

function byTopic(question: Question, rows: SumRow[]): Section {
  const section = tableOf(question, {
    id: 'by-topic',
    title: 'By topic',
    head: [{ key: 'topic', label: 'Topic' }],
    measures: MEASURES,
    groups: largestFirst(groupRows(counters(rows), ['topic']), ({ n }) => n),
  })
  return withPercentiles(question, section, 'work', 'Received to worked', ({ key }) =>
    rows.filter(({ by }) => by.topic === key),
  )
}

function byStep(question: Question, rows: SumRow[]): Section {
  const counted = rows.map((row) => ({
    ...row,
    sums: {
      ...row.sums,
      [row.by.status ?? '']: BigInt(row.n),
      ...(row.by.status === 'done' && { tries: sumIn(row, 'attempts') }),
    },
  }))
  const of = (status: string) => ({ set: STEPS.set, where: { status } })
  const places: readonly string[] = PIPELINE_STEPS
  const groups = groupRows(counted, ['step']).sort(
    (a, b) => places.indexOf(a.key) - places.indexOf(b.key),
  )
  const section = tableOf(question, {
    id: 'by-step',
    title: 'Steps of the pipeline',
    note: 'By when they ended.',
    head: [{ key: 'step', label: 'Step' }],
    measures: [
      count('done', 'Done', { take: counter('done'), drill: of('done') }),
      count('skipped', 'Skipped', { take: counter('skipped'), drill: of('skipped') }),
      count('attempts', 'Attempts', { take: counter('attempts') }),
      {
        key: 'attempts-per-step',
        label: 'Attempts for each',
        unit: 'count',
        better: 'down',
        hint: 'Of those done; skipped ones are left out.',
        take: (tally) => {
          const per = share(sumIn(tally, 'tries'), sumIn(tally, 'done'))
          return per === null ? null : Math.round(per * 100) / 100
        },
      },
    ],
    groups,
  })
  return withPercentiles(question, section, 'took', 'Took', ({ key }) =>
    rows.filter(({ by }) => by.step === key && by.status === 'done'),
  )
}

/** What waits at this moment. */
async function queues({ tx, now }: Question): Promise<Section> {
  const [outbox] = await tx.execute<Record<string, number | null>>(sql`
    select count(*)::float8 as n,
      extract(epoch from ${now.toISOString()}::timestamptz - min(created_at))::float8 as age
    from outbox where sent_at is null`)
  const [webhooks] = await tx.execute<Record<string, number | null>>(sql`
    select count(*)::float8 as n,
      extract(epoch from ${now.toISOString()}::timestamptz - min(received_at))::float8 as age
    from webhooks where status = 'received'`)
  const [runs] = await tx.execute<Record<string, number | null>>(sql`
    select count(*)::float8 as n,
      extract(epoch from ${now.toISOString()}::timestamptz - min(created_at))::float8 as age
    from runner_runs where finished_at is null`)
  const row = (key: string, label: string, found: typeof outbox) => ({
    key,
    cells: {
      what: { value: label },
      count: { value: found?.n ?? 0 },
      age: {
        value: found?.age === null || found?.age === undefined ? null : Math.max(0, found.age),
      },
    },
  })
  return {
    id: 'queues',
    title: 'Waiting now',
    kind: 'table',
    columns: [
      { key: 'what', label: 'What', unit: 'text' },
      { key: 'count', label: 'How many', unit: 'count', better: 'down' },
      { key: 'age', label: 'The oldest, since', unit: 'duration', better: 'down' },
    ],
    rows: [
      row('webhooks', 'Messages to be worked', webhooks),
      row('outbox', 'Events to be sent', outbox),
      row('runs', 'Runs of the embedded engine', runs),
    ],
  }
}
