import { type SQL, sql } from 'drizzle-orm'
import { coverRange, type Level, type Stretch } from '@/domain/reports/bucket-cover'
import type { ReportSpan } from '@/domain/reports/report-model'
import type { Executor } from '../../client'
import { COMMON_DIMENSIONS, TOPICS, type Topic, type TopicName } from './topics'

/** Values that rows must have; of several any one will do. */
export type Where = Partial<Record<string, string | readonly string[]>>

/** One sum: of which span (its place in the question), of what, how many, and how much. */
export type SumRow = {
  span: number
  /** Values of the dimensions that were asked for. */
  by: Record<string, string>
  n: number
  sums: Record<string, bigint>
  /** How many of them lasted how long, by bin of `report_bin`; where that was asked for. */
  bins?: ReadonlyMap<number, number>
}

export type SumQuestion = {
  topic: TopicName
  spans: readonly ReportSpan[]
  /** Dimensions to tell apart; `storefront_id` comes as its id, '' where there is none. */
  by: readonly string[]
  sums: readonly string[]
  where: Where
  /** Tells durations apart as well. */
  hasBins?: boolean
}

/** Starts of the quarters of an hour that are out of date, ascending, by the mark of their topic. */
export type DirtyBuckets = ReadonlyMap<string, readonly number[]>

/** So many stretches of rows are asked for one by one; of more, planning takes longer than reading. */
const MAX_TOLD = 8

/**
 * Sums a topic over spans of time, exactly as its rows are in this transaction: buckets that are
 * out of date are read from the rows.
 * @param tx a transaction of one snapshot, so that marks and sums belong together
 */
export async function readSums(
  tx: Executor,
  question: SumQuestion,
  dirty?: DirtyBuckets,
): Promise<SumRow[]> {
  const topic: Topic = TOPICS[question.topic]
  const stretches = coverSpans(topic, question, dirty ?? (await listDirty(tx)))
  if (stretches.length === 0) return []
  const isBehind = stretches.filter(({ code }) => code === null).length > MAX_TOLD
  // The planner cannot know that each of many stretches is short, and would read whole tables.
  if (isBehind) await tx.execute(sql`set local enable_hashjoin = off`)
  const rows = await readStretches(tx, topic, question, stretches)
  if (isBehind) await tx.execute(sql`set local enable_hashjoin = on`)
  return rows
}

async function readStretches(
  tx: Executor,
  topic: Topic,
  question: SumQuestion,
  stretches: readonly Part[],
): Promise<SumRow[]> {
  const ofRows = stretches.filter(({ code }) => code === null)
  const parts = [
    ...(ofRows.length < stretches.length ? [fromRollup(topic, question)] : []),
    ...(ofRows.length > MAX_TOLD ? [fromRows(topic, question)] : []),
    ...(ofRows.length > MAX_TOLD ? [] : ofRows.map((one) => fromRowsOf(topic, question, one))),
  ]
  const summed = sql`select span, ${sql.raw(keysOf(question))}
      sum(n)::float8 as n ${sql.raw(question.sums.map((name) => `, sum("${name}")::text as "${name}"`).join(''))}
    from (${sql.join(parts, sql` union all `)}) found group by ${grouped(question)}
    having sum(n) <> 0`
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    with s as materialized (${asRows(stretches)})
    ${question.hasBins ? binsTogether(question, summed) : summed}`)
  return [...rows].map((row) => ({
    span: Number(row.span),
    by: Object.fromEntries(question.by.map((name) => [name, String(row[name] ?? '')])),
    n: Number(row.n),
    sums: Object.fromEntries(question.sums.map((name) => [name, BigInt(String(row[name]))])),
    ...(question.hasBins && { bins: binsOf(String(row.bins)) }),
  }))
}

const keysOf = (question: SumQuestion) =>
  [...namesOf(question).map((name) => `"${name}"`), ''].join(', ')

const namesOf = ({ by, hasBins }: SumQuestion) => (hasBins ? [...by, 'bin'] : by)

const grouped = (question: SumQuestion) =>
  sql.raw(['span', ...namesOf(question).map((name) => `"${name}"`)].join(', '))

/** One row for all the bins of a group: hundreds of them are quicker read as a list. */
function binsTogether(question: SumQuestion, summed: SQL): SQL {
  const sums = question.sums.map((name) => `, sum("${name}"::numeric)::text as "${name}"`).join('')
  const keys = ['span', ...question.by.map((name) => `"${name}"`)].join(', ')
  return sql`select ${sql.raw(keys)}, sum(n) as n ${sql.raw(sums)},
      string_agg(bin || ':' || n, ',') as bins
    from (${summed}) binned group by ${sql.raw(keys)}`
}

function binsOf(text: string): Map<number, number> {
  return new Map(
    text.split(',').map((pair) => {
      const [bin, n] = pair.split(':')
      return [Number(bin), Number(n)]
    }),
  )
}

/** A stretch of a span, and the rollup that it is read from; null for the rows. */
type Part = { span: number; code: number | null } & Omit<Stretch, 'level'>

function coverSpans(topic: Topic, question: SumQuestion, dirty: DirtyBuckets): Part[] {
  const { spans, where } = question
  const codes = rollupsFor(topic, [...namesOf(question), ...Object.keys(where)])
  const levels = [...codes.keys()].sort((a, b) => a - b)
  const stale = dirty.get(topic.mark) ?? []
  return spans.flatMap(({ start, end }, span) =>
    coverRange(start.getTime(), end.getTime(), levels, stale).map(({ level, ...part }) => ({
      ...part,
      span,
      code: level === null ? null : (codes.get(level) ?? null),
    })),
  )
}

/** For each level the narrowest rollup that tells these dimensions apart. */
function rollupsFor(topic: Topic, needed: readonly string[]): Map<Level, number> {
  const fitting = topic.rollups.filter(
    ({ without }) => !without.some((one) => needed.includes(one)),
  )
  const byWidth = fitting.sort((a, b) => a.without.length - b.without.length)
  return new Map(byWidth.map(({ level, code }) => [level, code]))
}

/** All that is marked as out of date, as this transaction sees it. */
export async function listDirty(tx: Executor): Promise<DirtyBuckets> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select distinct topic, (extract(epoch from bucket_at) * 1000)::float8 as at
    from report_dirty, unnest(topics) topic order by at`)
  const found = new Map<string, number[]>()
  for (const { topic, at } of rows) {
    const name = String(topic)
    const moments = found.get(name) ?? []
    moments.push(Number(at))
    found.set(name, moments)
  }
  return found
}

function asRows(stretches: readonly Part[]): SQL {
  const list = (values: readonly (string | number | null)[]) =>
    `{${values.map((value) => value ?? 'null').join(',')}}`
  const spans = list(stretches.map(({ span }) => span))
  const levels = list(stretches.map(({ code }) => code))
  const from = list(stretches.map((one) => new Date(one.from).toISOString()))
  const to = list(stretches.map((one) => new Date(one.to).toISOString()))
  const signs = list(stretches.map(({ sign }) => sign))
  return sql`select * from unnest(${spans}::int[], ${levels}::int[], ${from}::timestamptz[],
    ${to}::timestamptz[], ${signs}::int[]) x(span, level, a, b, sign)`
}

// The lateral subqueries keep Postgres to one index range per stretch: `offset 0` forbids it to
// join the stretches with the whole table first.
function fromRollup(topic: Topic, question: SumQuestion): SQL {
  return sql`select s.span, ${signed(question, sql`s.sign`)} from s cross join lateral (
    select ${columnsFor(question, 'n')} from ${sql.raw(topic.table)} t
    where t.level = s.level and t.bucket_at >= s.a and t.bucket_at < s.b
      ${conditions(topic, question.where)}
    offset 0) r where s.level is not null`
}

function fromRows(topic: Topic, question: SumQuestion): SQL {
  return sql`select s.span, ${signed(question, sql`s.sign`)} from s cross join lateral (
    select ${columnsFor(question, '1 as n')} from ${sql.raw(topic.view)} t
    where t.at >= s.a and t.at < s.b ${conditions(topic, question.where)}
    offset 0) r where s.level is null`
}

/**
 * The rows of one stretch, whose ends are told: where the planner has to guess how many rows lie
 * between them, it reads whole tables for some minutes of orders.
 */
function fromRowsOf(topic: Topic, question: SumQuestion, { span, from, to, sign }: Part): SQL {
  return sql`select ${span}::int as span, ${signed(question, sql`${sign}::int`)} from (
    select ${columnsFor(question, '1 as n')} from ${sql.raw(topic.view)} t
    where t.at >= ${new Date(from).toISOString()}::timestamptz
      and t.at < ${new Date(to).toISOString()}::timestamptz ${conditions(topic, question.where)}) r`
}

const columnsFor = (question: SumQuestion, n: string) =>
  sql.raw([n, ...namesOf(question), ...question.sums].join(', '))

/** The columns of `r`, all that is summed times the sign of its stretch. */
function signed(question: SumQuestion, sign: SQL): SQL {
  const dimensions = namesOf(question).map((name) => sql.raw(`r.${name}`))
  const summed = ['n', ...question.sums].map(
    (name) => sql`${sign} * ${sql.raw(`r.${name}`)} as ${sql.raw(name)}`,
  )
  return sql.join([...summed, ...dimensions], sql`, `)
}

/** The conditions of a question, each behind an `and`. @throws for a dimension there is none of */
export function conditions(topic: Pick<Topic, 'dimensions'>, where: Where): SQL {
  const known: readonly string[] = [...COMMON_DIMENSIONS, ...topic.dimensions]
  const parts = Object.entries(where).map(([name, value]) => {
    if (value === undefined) return sql``
    if (!known.includes(name)) throw new Error(`There is nothing called ${name} to filter by.`)
    const column = sql.raw(name === 'bin' ? 't.bin::text' : `t.${name}`)
    const values = typeof value === 'string' ? [value] : [...value]
    if (name === 'storefront_id') return sql` and ${column} = ${values[0]}::uuid`
    return values.length === 1
      ? sql` and ${column} = ${values[0]}`
      : sql` and ${column} in ${values}`
  })
  return sql.join(parts)
}
