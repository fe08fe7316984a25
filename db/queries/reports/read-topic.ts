import { type SQL, sql } from 'drizzle-orm'
import type { ReportSpan } from '@/domain/reports/report-model'
import type { Executor } from '../../client'
import { conditions, type Where } from './conditions'
import { coverSpans, type DirtyBuckets, listDirty, type SpanStretch } from './rollup-stretches'
import { TOPICS, type Topic, type TopicName } from './topics'

/** The count and sums of the rows of one span that share the requested dimension values. */
export type SumRow = {
  /** Index in `SumQuery.spans`. */
  span: number
  /** Values of the requested dimensions. */
  by: Record<string, string>
  n: number
  sums: Record<string, bigint>
  /** Row counts by duration bin (`report_bin`), if `hasBins` was set. */
  bins?: ReadonlyMap<number, number>
}

export type SumQuery = {
  topic: TopicName
  spans: readonly ReportSpan[]
  /** Dimensions to group by. A missing value, e.g. of `storefront_id`, is ''. */
  by: readonly string[]
  sums: readonly string[]
  where: Where
  /** Also counts rows by duration bin. */
  hasBins?: boolean
}

/** Up to this many stretches of rows get a subquery each; with more, planning takes too long. */
const MAX_ROW_SUBQUERIES = 8

/**
 * Returns the sums of a topic over time spans, exact as of the transaction: dirty buckets are read
 * from the rows.
 * @param tx a snapshot transaction, so that dirty marks and sums are consistent
 */
export async function readSums(
  tx: Executor,
  query: SumQuery,
  dirty?: DirtyBuckets,
): Promise<SumRow[]> {
  const topic: Topic = TOPICS[query.topic]
  const { spans, where } = query
  const dimensions = [...groupNames(query), ...Object.keys(where)]
  const stretches = coverSpans(topic, spans, dimensions, dirty ?? (await listDirty(tx)))
  if (stretches.length === 0) return []
  const hasManyRowStretches =
    stretches.filter(({ code }) => code === null).length > MAX_ROW_SUBQUERIES
  // The planner can't know that each stretch is short and would scan whole tables.
  if (hasManyRowStretches) await tx.execute(sql`set local enable_hashjoin = off`)
  const rows = await readStretches(tx, topic, query, stretches)
  if (hasManyRowStretches) await tx.execute(sql`set local enable_hashjoin = on`)
  return rows
}

async function readStretches(
  tx: Executor,
  topic: Topic,
  query: SumQuery,
  stretches: readonly SpanStretch[],
): Promise<SumRow[]> {
  const rowStretches = stretches.filter(({ code }) => code === null)
  const parts = [
    ...(rowStretches.length < stretches.length ? [selectRollups(topic, query)] : []),
    ...(rowStretches.length > MAX_ROW_SUBQUERIES
      ? [selectRows(topic, query)]
      : rowStretches.map((stretch) => selectRowsOf(topic, query, stretch))),
  ]
  const totals = sql`select span, ${sql.raw(groupColumns(query))}
      sum(n)::float8 as n ${sql.raw(query.sums.map((name) => `, sum("${name}")::text as "${name}"`).join(''))}
    from (${sql.join(parts, sql` union all `)}) found group by ${groupByColumns(query)}
    having sum(n) <> 0`
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    with s as materialized (${stretchRows(stretches)})
    ${query.hasBins ? joinBins(query, totals) : totals}`)
  return [...rows].map((row) => ({
    span: Number(row.span),
    by: Object.fromEntries(query.by.map((name) => [name, String(row[name] ?? '')])),
    n: Number(row.n),
    sums: Object.fromEntries(query.sums.map((name) => [name, BigInt(String(row[name]))])),
    ...(query.hasBins && { bins: parseBins(String(row.bins)) }),
  }))
}

const groupColumns = (query: SumQuery) =>
  [...groupNames(query).map((name) => `"${name}"`), ''].join(', ')

const groupNames = ({ by, hasBins }: SumQuery) => (hasBins ? [...by, 'bin'] : by)

const groupByColumns = (query: SumQuery) =>
  sql.raw(['span', ...groupNames(query).map((name) => `"${name}"`)].join(', '))

/** Joins the bins of a group into one text: hundreds of bins parse faster than hundreds of rows. */
function joinBins(query: SumQuery, totals: SQL): SQL {
  const sums = query.sums.map((name) => `, sum("${name}"::numeric)::text as "${name}"`).join('')
  const keys = ['span', ...query.by.map((name) => `"${name}"`)].join(', ')
  return sql`select ${sql.raw(keys)}, sum(n) as n ${sql.raw(sums)},
      string_agg(bin || ':' || n, ',') as bins
    from (${totals}) binned group by ${sql.raw(keys)}`
}

function parseBins(text: string): Map<number, number> {
  return new Map(
    text.split(',').map((pair) => {
      const [bin, n] = pair.split(':')
      return [Number(bin), Number(n)]
    }),
  )
}

function stretchRows(stretches: readonly SpanStretch[]): SQL {
  const list = (values: readonly (string | number | null)[]) =>
    `{${values.map((value) => value ?? 'null').join(',')}}`
  const spans = list(stretches.map(({ span }) => span))
  const levels = list(stretches.map(({ code }) => code))
  const from = list(stretches.map(({ from: at }) => new Date(at).toISOString()))
  const to = list(stretches.map(({ to: at }) => new Date(at).toISOString()))
  const signs = list(stretches.map(({ sign }) => sign))
  return sql`select * from unnest(${spans}::int[], ${levels}::int[], ${from}::timestamptz[],
    ${to}::timestamptz[], ${signs}::int[]) x(span, level, a, b, sign)`
}

// The lateral subqueries make Postgres scan one index range per stretch: `offset 0` prevents it from
// joining the stretches with the whole table first.
function selectRollups(topic: Topic, query: SumQuery): SQL {
  return sql`select s.span, ${signed(query, sql`s.sign`)} from s cross join lateral (
    select ${columnsFor(query, 'n')} from ${sql.raw(topic.table)} t
    where t.level = s.level and t.bucket_at >= s.a and t.bucket_at < s.b
      ${conditions(topic, query.where)}
    offset 0) r where s.level is not null`
}

function selectRows(topic: Topic, query: SumQuery): SQL {
  return sql`select s.span, ${signed(query, sql`s.sign`)} from s cross join lateral (
    select ${columnsFor(query, '1 as n')} from ${sql.raw(topic.view)} t
    where t.at >= s.a and t.at < s.b ${conditions(topic, query.where)}
    offset 0) r where s.level is null`
}

/**
 * Selects the rows of one stretch with its bounds as literals, so that the planner can estimate how
 * many rows they contain. Without that it scans whole tables for a few minutes of orders.
 */
function selectRowsOf(topic: Topic, query: SumQuery, { span, from, to, sign }: SpanStretch): SQL {
  return sql`select ${span}::int as span, ${signed(query, sql`${sign}::int`)} from (
    select ${columnsFor(query, '1 as n')} from ${sql.raw(topic.view)} t
    where t.at >= ${new Date(from).toISOString()}::timestamptz
      and t.at < ${new Date(to).toISOString()}::timestamptz ${conditions(topic, query.where)}) r`
}

const columnsFor = (query: SumQuery, n: string) =>
  sql.raw([n, ...groupNames(query), ...query.sums].join(', '))

/** Returns the columns of `r`, with counts and sums multiplied by the sign of their stretch. */
function signed(query: SumQuery, sign: SQL): SQL {
  const dimensions = groupNames(query).map((name) => sql.raw(`r.${name}`))
  const summed = ['n', ...query.sums].map(
    (name) => sql`${sign} * ${sql.raw(`r.${name}`)} as ${sql.raw(name)}`,
  )
  return sql.join([...summed, ...dimensions], sql`, `)
}
