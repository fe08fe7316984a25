import { sql } from 'drizzle-orm'
import type { Executor } from '../../client'
import { lockMonth, lockRollups } from './fold-dirty'
import {
  bucketOf,
  columnsOf,
  groupOf,
  recomputeTopic,
  sourceOf,
  summed,
  type TimeRange,
} from './recompute'
import { type Rollup, TOPICS, type Topic, type TopicName } from './topics'

/** Sums that are not what their rows come to. */
export type Mismatch = { topic: TopicName; level: Rollup['code']; bucketAt: Date }

/** More than this are not told one by one: then everything is wrong. */
const MAX_TOLD = 100

/**
 * The months that a topic has rows or sums in, oldest first; empty when it has neither.
 * @returns ranges in milliseconds
 */
export async function listMonths(tx: Executor, name: TopicName): Promise<TimeRange[]> {
  const { view, table } = TOPICS[name]
  const [row] = await tx.execute<{ first: number | null; last: number | null }>(sql`
    select (extract(epoch from min(at)) * 1000)::float8 as first,
      (extract(epoch from max(at)) * 1000)::float8 as last
    from (
      select min(at) as at from ${sql.raw(view)} union all select max(at) from ${sql.raw(view)}
      union all select min(bucket_at) from ${sql.raw(table)}
      union all select max(bucket_at) from ${sql.raw(table)}
    ) ends`)
  if (row?.first == null || row.last == null) return []
  const months: TimeRange[] = []
  const day = new Date(row.first)
  let month = 0
  for (;;) {
    const from = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + month)
    if (from > row.last) return months
    months.push({ from, to: Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + month + 1) })
    month++
  }
}

/**
 * Sums one topic anew from its rows in a month, whatever is marked there. Other months and topics
 * can be summed at the same time: no bucket reaches over the end of a month.
 */
export async function rebuildMonth(tx: Executor, name: TopicName, month: TimeRange): Promise<void> {
  await lockMonth(tx, name, month)
  await recomputeTopic(tx, TOPICS[name], [month])
}

/**
 * Compares the sums of a month with what they are sums of, those apart that are marked as out of
 * date. Nothing is summed anew meanwhile.
 */
export async function findMismatches(
  tx: Executor,
  name: TopicName,
  { from, to }: TimeRange,
): Promise<Mismatch[]> {
  const topic: Topic = TOPICS[name]
  await lockRollups(tx)
  const found: Mismatch[] = []
  for (const rollup of topic.rollups) {
    const { code, level } = rollup
    const columns = columnsOf(topic)
    const [a, b] = [new Date(from).toISOString(), new Date(to).toISOString()]
    const kept = sql`select bucket_at, ${columns} from ${sql.raw(topic.table)}
      where level = ${code}::int and bucket_at >= ${a}::timestamptz and bucket_at < ${b}::timestamptz`
    const real = sql`select ${summed(topic, rollup)}
      from ${sourceOf(topic, rollup, [{ from, to }])} group by ${groupOf(topic, rollup)}`
    const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
      with kept as materialized (${kept}), real as materialized (${real})
      select distinct (extract(epoch from bucket_at) * 1000)::float8 as at from (
        (table kept except all table real) union all (table real except all table kept)
      ) different
      where not exists (
        select from report_dirty d where d.topics @> array[${topic.mark}::text]
          and ${sql.raw(bucketOf(level, 'd.bucket_at'))} = different.bucket_at)
      order by 1 limit ${MAX_TOLD}`)
    for (const { at } of rows)
      found.push({ topic: name, level: code, bucketAt: new Date(Number(at)) })
  }
  return found
}
