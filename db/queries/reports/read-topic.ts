import { type SQL, sql } from 'drizzle-orm'
import { coverRange, type Stretch } from '@/server/domain/reports/bucket-cover'
import type { ReportSpan } from '@/server/domain/reports/report-model'
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
}

export type SumQuestion = {
  topic: TopicName
  spans: readonly ReportSpan[]
  /** Dimensions to tell apart; `storefront_id` comes as its id, '' where there is none. */
  by: readonly string[]
  sums: readonly string[]
  where: Where
}

/**
 * Sums a topic over spans of time, exactly as its rows are in this transaction: buckets that are
 * out of date are read from the rows.
 * @param tx a transaction of one snapshot, so that marks and sums belong together
 */
export async function readSums(tx: Executor, question: SumQuestion): Promise<SumRow[]> {
  const topic: Topic = TOPICS[question.topic]
  const stretches = await coverSpans(tx, topic, question)
  if (stretches.length === 0) return []
  const parts = [
    stretches.some(({ level }) => level !== null) ? fromRollup(topic, question) : undefined,
    stretches.some(({ level }) => level === null) ? fromRows(topic, question) : undefined,
  ].filter((part) => part !== undefined)
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    with s as materialized (${asRows(stretches)})
    select span, ${sql.raw([...question.by.map((name) => `"${name}"`), ''].join(', '))}
      sum(n)::float8 as n ${sql.raw(question.sums.map((name) => `, sum("${name}")::text as "${name}"`).join(''))}
    from (${sql.join(parts, sql` union all `)}) found
    group by ${sql.raw(['span', ...question.by.map((name) => `"${name}"`)].join(', '))}`)
  return [...rows].map((row) => ({
    span: Number(row.span),
    by: Object.fromEntries(question.by.map((name) => [name, String(row[name] ?? '')])),
    n: Number(row.n),
    sums: Object.fromEntries(question.sums.map((name) => [name, BigInt(String(row[name]))])),
  }))
}

async function coverSpans(tx: Executor, topic: Topic, question: SumQuestion) {
  const { spans, by, where } = question
  const dirty = await listDirty(tx, topic.name, spans)
  const needed = [...by, ...Object.keys(where)]
  const levels = topic.levels
    .filter(({ without }) => !without.some((name) => needed.includes(name)))
    .map(({ level }) => level)
  return spans.flatMap(({ start, end }, span) =>
    coverRange(start.getTime(), end.getTime(), levels, dirty).map((one) => ({ ...one, span })),
  )
}

async function listDirty(tx: Executor, topic: string, spans: readonly ReportSpan[]) {
  const times = spans.flatMap(({ start, end }) => [start.getTime(), end.getTime()])
  const [from, to] = [Math.min(...times), Math.max(...times)]
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select distinct (extract(epoch from bucket_at) * 1000)::float8 as at from report_dirty
    where topics @> array[${topic}::text]
      and bucket_at >= ${new Date(from - 900_000).toISOString()}::timestamptz
      and bucket_at < ${new Date(to).toISOString()}::timestamptz
    order by at`)
  return [...rows].map(({ at }) => Number(at))
}

function asRows(stretches: readonly (Stretch & { span: number })[]): SQL {
  const list = (values: readonly (string | number | null)[]) =>
    `{${values.map((value) => value ?? 'null').join(',')}}`
  const spans = list(stretches.map(({ span }) => span))
  const levels = list(stretches.map(({ level }) => level))
  const from = list(stretches.map((one) => new Date(one.from).toISOString()))
  const to = list(stretches.map((one) => new Date(one.to).toISOString()))
  return sql`select * from unnest(${spans}::int[], ${levels}::int[], ${from}::timestamptz[],
    ${to}::timestamptz[]) x(span, level, a, b)`
}

// The lateral subqueries keep Postgres to one index range per stretch: `offset 0` forbids it to
// join the stretches with the whole table first.
function fromRollup(topic: Topic, { by, sums, where }: SumQuestion): SQL {
  const names = sql.raw(['n', ...by, ...sums].join(', '))
  return sql`select s.span, r.* from s cross join lateral (
    select ${names} from ${sql.raw(topic.table)} t
    where t.level = s.level and t.bucket_at >= s.a and t.bucket_at < s.b ${conditions(topic, where)}
    offset 0) r where s.level is not null`
}

function fromRows(topic: Topic, { by, sums, where }: SumQuestion): SQL {
  const names = sql.raw(['1 as n', ...by, ...sums].join(', '))
  return sql`select s.span, r.* from s cross join lateral (
    select ${names} from ${sql.raw(topic.view)} t
    where t.at >= s.a and t.at < s.b ${conditions(topic, where)}
    offset 0) r where s.level is null`
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
