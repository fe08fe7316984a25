import { sql } from 'drizzle-orm'
import type { BreakerState } from '@/server/domain/breaker'
import { PIPELINE_STEPS } from '@/server/domain/pipeline-steps'
import type { Section } from '@/server/domain/reports/report-model'
import { percentileCells, percentileColumns, withPercentiles } from './percentiles'
import {
  filterOf,
  groupRows,
  pointSpans,
  type Question,
  readUnfiltered,
  share,
  sumIn,
  type Tally,
  wholeSpans,
} from './question'
import type { SumRow } from './read-topic'
import {
  count,
  figuresOf,
  type Line,
  largestFirst,
  type Measure,
  seriesOf,
  tableOf,
} from './sections'

const DELIVERIES = { set: 'deliveries' } as const
const STEPS = { set: 'steps' } as const

const counter = (name: string) => (tally: Tally) => Number(sumIn(tally, name))

/** Whether messages and steps get through, and how fast. */
export async function pipelineSections(question: Question): Promise<Section[]> {
  const deliveries = await readUnfiltered(question, {
    topic: 'deliveries',
    spans: wholeSpans(question),
    by: ['topic', 'status', 'bin'],
    sums: ['duplicates'],
    where: onlyStorefront(question),
  })
  const steps = await readUnfiltered(question, {
    topic: 'steps',
    spans: wholeSpans(question),
    by: ['step', 'status', 'bin'],
    sums: ['attempts'],
    where: onlyStorefront(question),
  })
  return [
    figures(question, deliveries),
    durations(question, deliveries),
    await overTime(question),
    byTopic(question, deliveries),
    byStep(question, steps),
    await queues(question),
    await breakers(question),
  ]
}

/** Messages know their storefront, and nothing of the order's country, currency or gateway. */
function onlyStorefront(question: Question) {
  const { storefront_id } = filterOf(question)
  return storefront_id ? { storefront_id } : {}
}

const MEASURES: Measure[] = [
  count('received', 'Received', { drill: DELIVERIES }),
  count('duplicates', 'Repeats', {
    take: counter('duplicates'),
    hint: 'The same message again; it was answered and not stored a second time.',
  }),
  count('unreadable', 'Not understood', {
    take: counter('unreadable'),
    better: 'down',
    drill: { set: 'deliveries', where: { status: 'unreadable' } },
  }),
  count('waiting', 'Wait for their order', {
    take: counter('waiting'),
    drill: { set: 'deliveries', where: { status: 'waiting' } },
  }),
]

function counters(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => ({
    ...row,
    sums: { ...row.sums, [row.by.status ?? '']: BigInt(row.n) },
  }))
}

function figures(question: Question, rows: SumRow[]): Section {
  return figuresOf(question, {
    id: 'figures',
    title: 'Messages of storefronts',
    note: 'Messages with a wrong signature are refused and not stored: they are not counted here.',
    figures: MEASURES,
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
    topic: 'deliveries',
    spans: pointSpans(question),
    by: [],
    sums: ['duplicates'],
    where: onlyStorefront(question),
  })
  const lines: Line[] = [
    count('received', 'Received', { drill: DELIVERIES }),
    count('duplicates', 'Repeats', { take: counter('duplicates') }),
  ]
  return seriesOf(question, { id: 'over-time', title: 'Messages', lines, rows })
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
    sums: { ...row.sums, [row.by.status ?? '']: BigInt(row.n), all: BigInt(row.n) },
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
        take: (tally) => {
          const per = share(sumIn(tally, 'attempts'), sumIn(tally, 'all'))
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
  const [deliveries] = await tx.execute<Record<string, number | null>>(sql`
    select count(*)::float8 as n,
      extract(epoch from ${now.toISOString()}::timestamptz - min(received_at))::float8 as age
    from webhook_deliveries where status = 'received'`)
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
      row('deliveries', 'Messages to be worked', deliveries),
      row('outbox', 'Events to be sent', outbox),
      row('runs', 'Runs of the embedded engine', runs),
    ],
  }
}

/** Vendors that failed at some time, and whether calls to them go through at this moment. */
async function breakers({ tx, now }: Question): Promise<Section> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select key, state,
      extract(epoch from ${now.toISOString()}::timestamptz - down_since)::float8 as down
    from breakers order by key`)
  return {
    id: 'vendors',
    title: 'Vendors now',
    kind: 'table',
    note: 'Those that failed at some time. While a vendor is down its calls wait, and one probe at a time asks for it.',
    columns: [
      { key: 'vendor', label: 'Vendor', unit: 'text' },
      { key: 'state', label: 'Calls', unit: 'text' },
      { key: 'down', label: 'Down for', unit: 'duration', better: 'down' },
    ],
    rows: [...rows].map((row) => ({
      key: String(row.key),
      cells: {
        vendor: { value: String(row.key) },
        state: { value: BREAKER_WORDS[row.state as BreakerState] },
        down: { value: row.down === null || row.state === 'closed' ? null : Number(row.down) },
      },
    })),
  }
}

const BREAKER_WORDS: Record<BreakerState, string> = {
  closed: 'Go through',
  open: 'Wait: the vendor is down',
  probing: 'Wait: a probe is under way',
  draining: 'Go through one after another',
}
