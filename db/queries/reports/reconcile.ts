import { sql } from 'drizzle-orm'
import type { Executor } from '../../client'
import { lockMonth, lockRollups } from './fold-dirty'
import {
  bucketOf,
  columnsOf,
  recomputeTopic,
  rollupColumns,
  rollupGroup,
  sourceOf,
  type TimeRange,
} from './recompute'
import { type Rollup, TOPICS, type Topic, type TopicName } from './topics'

/** A bucket whose stored sums differ from its rows. */
export type Mismatch = { topic: TopicName; level: Rollup['code']; bucketAt: Date }

/** Mismatches listed per rollup and month. */
const MAX_LISTED = 100

/**
 * Lists the months in which a topic has rows or sums, oldest first.
 * @returns ranges in epoch milliseconds
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
 * Recomputes all buckets of a topic in a month, dirty or not. Other months and topics can be
 * recomputed at the same time, because no bucket crosses the end of a month.
 */
export async function rebuildMonth(tx: Executor, name: TopicName, month: TimeRange): Promise<void> {
  await lockMonth(tx, name, month)
  await recomputeTopic(tx, TOPICS[name], [month])
}

/**
 * Finds the buckets of a month whose sums differ from their rows, except dirty ones. Holds the
 * rollup lock, so nothing is recomputed meanwhile.
 */
export async function findMismatches(
  tx: Executor,
  name: TopicName,
  { from, to }: TimeRange,
): Promise<Mismatch[]> {
  const topic: Topic = TOPICS[name]
  await lockRollups(tx)
  const mismatches: Mismatch[] = []
  for (const rollup of topic.rollups) {
    const { code, level } = rollup
    const columns = columnsOf(topic)
    const [a, b] = [new Date(from).toISOString(), new Date(to).toISOString()]
    const stored = sql`select bucket_at, ${columns} from ${sql.raw(topic.table)}
      where level = ${code}::int and bucket_at >= ${a}::timestamptz and bucket_at < ${b}::timestamptz`
    const actual = sql`select ${rollupColumns(topic, rollup)}
      from ${sourceOf(topic, rollup, [{ from, to }])} group by ${rollupGroup(topic, rollup)}`
    const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
      with stored as materialized (${stored}), actual as materialized (${actual})
      select distinct (extract(epoch from bucket_at) * 1000)::float8 as at from (
        (table stored except all table actual) union all (table actual except all table stored)
      ) different
      where not exists (
        select from report_dirty d where d.topics @> array[${topic.mark}::text]
          and ${sql.raw(bucketOf(level, 'd.bucket_at'))} = different.bucket_at)
      order by 1 limit ${MAX_LISTED}`)
    for (const { at } of rows)
      mismatches.push({ topic: name, level: code, bucketAt: new Date(Number(at)) })
  }
  return mismatches
}
