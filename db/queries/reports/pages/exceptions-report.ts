import { sql } from 'drizzle-orm'
import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import { INBOX_AGES } from '@/domain/exception/inbox'
import type { Row, Section } from '@/domain/reports/report-model'
import { inboxPath } from '@/paths/routes'
import { conditions, type SumRow } from '../read-topic'
import { causes, OPENED } from './exceptions-causes'
import { percentileCells, percentileColumns, withPercentiles } from './percentiles'
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
  type IsOf,
  type Line,
  largestFirst,
  type Measure,
  seriesOf,
  tableOf,
} from './sections'

const CLOSED = { set: 'exceptions', where: { basis: 'closed' } } as const

const isOpened: IsOf = (by) => by.basis === 'opened'
const isClosed: IsOf = (by) => by.basis === 'closed'

/** What stopped orders, how much of it settles itself, and how fast people settle the rest. */
export async function exceptionsSections(question: Question): Promise<Section[]> {
  const rows = await read(question, {
    topic: 'exceptions',
    spans: wholeSpans(question),
    by: ['basis', 'kind', 'stage', 'outcome', 'auto', 'sla', 'recurred'],
    hasBins: true,
    sums: [],
    where: {},
  })
  const orders = await read(question, {
    topic: 'orders',
    spans: wholeSpans(question),
    by: [],
    sums: [],
    where: {},
  })
  return [
    figures(question, rows, orders),
    durations(question, rows),
    await overTime(question),
    byKind(question, rows),
    byStage(question, rows),
    await backlog(question),
    await causes(question),
  ]
}

/** Rows as counters beside each other, so that a rate can be made of two of them. */
export function counters(rows: readonly SumRow[], orders: readonly SumRow[] = []): SumRow[] {
  const counted = rows.map((row) => {
    const { basis, auto, sla, recurred } = row.by
    const n = BigInt(row.n)
    const isEnd = basis === 'closed'
    const sums = {
      opened: basis === 'opened' ? n : 0n,
      closed: isEnd ? n : 0n,
      auto: isEnd && auto === 'yes' ? n : 0n,
      met: isEnd && sla === 'met' ? n : 0n,
      due: isEnd && sla !== 'none' ? n : 0n,
      returned: isEnd && recurred === 'yes' ? n : 0n,
      orders: 0n,
    }
    return { ...row, sums }
  })
  return [...counted, ...orders.map((row) => ({ ...row, sums: { orders: BigInt(row.n) } }))]
}

const counter = (name: string) => (tally: Tally) => Number(sumIn(tally, name))

const rate = (key: string, label: string, part: string, whole: string, rest: Partial<Measure>) => ({
  key,
  label,
  unit: 'percent' as const,
  take: (tally: Tally) => share(sumIn(tally, part), sumIn(tally, whole)),
  ...rest,
})

const MEASURES: Measure[] = [
  count('opened', 'Opened', { better: 'down', take: counter('opened'), drill: OPENED }),
  count('closed', 'Closed', { take: counter('closed'), drill: CLOSED }),
  rate('auto', 'Settled by itself', 'auto', 'closed', {
    better: 'up',
    hint: 'Of those closed: resolved without anybody having done anything about it.',
  }),
  rate('sla', 'In time', 'met', 'due', {
    better: 'up',
    hint: 'Of those closed that had a time to be settled in.',
  }),
  rate('returned', 'Came back', 'returned', 'closed', {
    better: 'down',
    hint: 'Of those closed: the same trouble has stopped the same order again.',
  }),
]

function figures(question: Question, rows: SumRow[], orders: SumRow[]): Section {
  const perThousand: Measure = {
    key: 'per-thousand',
    label: 'Per 1,000 orders',
    unit: 'count',
    better: 'down',
    hint: 'Opened in the range, for every thousand orders placed in it.',
    take: (tally) => {
      const per = share(sumIn(tally, 'opened') * 1000n, sumIn(tally, 'orders'))
      return per === null ? null : Math.round(per * 10) / 10
    },
  }
  const figures = [...MEASURES.slice(0, 2), perThousand, ...MEASURES.slice(2)]
  const all = counters(rows, orders)
  return figuresOf(question, { id: 'figures', title: 'Exceptions', figures, rows: all })
}

function durations(question: Question, rows: SumRow[]): Section {
  const touched = rows.filter(({ by }) => by.basis === 'touched')
  const resolved = rows.filter(({ by }) => isClosed(by) && by.outcome === 'resolved')
  return {
    id: 'durations',
    title: 'How long it takes',
    kind: 'figures',
    note: 'By when it was first touched or resolved. Durations are right to 2 %.',
    columns: [
      ...percentileColumns('touch', 'To the first touch'),
      ...percentileColumns('resolve', 'To the resolution'),
    ],
    rows: [
      {
        key: 'all',
        cells: {
          ...percentileCells(question, 'touch', touched),
          ...percentileCells(question, 'resolve', resolved),
        },
      },
    ],
  }
}

async function overTime(question: Question): Promise<Section> {
  const rows = await read(question, {
    topic: 'exceptions',
    spans: pointSpans(question),
    by: ['basis'],
    sums: [],
    where: { basis: ['opened', 'closed'] },
  })
  const lines: Line[] = [
    { ...count('opened', 'Opened', { drill: OPENED }), isOf: isOpened },
    { ...count('closed', 'Closed', { drill: CLOSED }), isOf: isClosed },
  ]
  return seriesOf(question, { id: 'over-time', title: 'Opened and closed', lines, rows })
}

/** What a kind of exception is called. */
export function kindLabels(kind: string): string {
  return isExceptionKind(kind) ? EXCEPTION_KINDS[kind].title : kind
}

function byKind(question: Question, rows: SumRow[]): Section {
  const groups = largestFirst(groupRows(counters(rows), ['kind']), (tally) =>
    sumIn(tally, 'opened'),
  )
  const section = tableOf(question, {
    id: 'by-kind',
    title: 'By kind',
    head: [{ key: 'kind', label: 'Kind' }],
    words: { kind: kindLabels },
    measures: MEASURES,
    groups,
  })
  const resolvedOf = (row: Row) =>
    rows.filter(({ by }) => isClosed(by) && by.outcome === 'resolved' && by.kind === row.key)
  return withPercentiles(question, section, 'resolve', 'To the resolution', resolvedOf)
}

function byStage(question: Question, rows: SumRow[]): Section {
  const words = { auto: 'Retried by itself', staff: 'Staff', engineer: 'Engineers' }
  return tableOf(question, {
    id: 'by-stage',
    title: 'By stage',
    note: 'Open ones by the stage they are in, closed ones by the stage they were closed in.',
    head: [{ key: 'stage', label: 'Stage' }],
    words: { stage: (stage) => words[stage as keyof typeof words] ?? stage },
    measures: MEASURES,
    groups: largestFirst(groupRows(counters(rows), ['stage']), (tally) => sumIn(tally, 'opened')),
  })
}

const DIMENSIONS = { dimensions: ['kind', 'stage'] }

/** What is open at this moment, whenever it was opened, by how old it is at least. */
async function backlog(question: Question): Promise<Section> {
  const { tx, now } = question
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select width_bucket(extract(epoch from ${now.toISOString()}::timestamptz - t.opened_at) / 3600,
        array[1, 24, 72, 168]) as band,
      count(*)::float8 as n, count(*) filter (where t.due_at < ${now.toISOString()}::timestamptz)::float8 as late
    from exceptions t
    where t.status not in ('resolved', 'ignored') ${conditions(DIMENSIONS, filterOf(question))}
    group by 1 order by 1`)
  const found = new Map([...rows].map((row) => [Number(row.band), row]))
  const ages = Object.keys(INBOX_AGES)
  const bands = ['Under an hour', '1 to 24 hours', '1 to 3 days', '3 to 7 days', 'Over 7 days']
  return {
    id: 'backlog',
    title: 'Open now, by age',
    kind: 'table',
    columns: [
      { key: 'age', label: 'Age', unit: 'text' },
      { key: 'open', label: 'Open', unit: 'count', better: 'down' },
      { key: 'late', label: 'Past their time', unit: 'count', better: 'down' },
    ],
    rows: bands.map((age, i) => {
      const least = ages[i - 1]
      const link = inboxPath({ tab: 'all', ...(least && { age: least }) })
      return {
        key: String(i),
        cells: {
          age: { value: age },
          open: { value: Number(found.get(i)?.n ?? 0), link },
          late: { value: Number(found.get(i)?.late ?? 0) },
        },
      }
    }),
  }
}
