import { sql } from 'drizzle-orm'
import { bucketEnd } from '@/domain/reports/rollups/bucket-cover'
import type { Executor } from '../../client'
import { recomputeTopic, type TimeRange } from './recompute'
import { TOPIC_NAMES, TOPICS, type TopicName } from './topics'

// Any constant that no other advisory lock of the application uses.
const ROLLUP_LOCK = 727_002

/** Takes the exclusive lock on all rollups until the transaction ends. */
export async function lockRollups(tx: Executor): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ROLLUP_LOCK})`)
}

/**
 * Locks one month of a topic until the transaction ends. Other months can be recomputed at the same
 * time, but holders of `lockRollups` wait.
 */
export async function lockMonth(tx: Executor, topic: TopicName, month: TimeRange): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${ROLLUP_LOCK}),
    pg_advisory_xact_lock(${ROLLUP_LOCK}, hashtext(${`${topic} ${month.from}`}))`)
}

/** Tries to take the lock of `lockRollups`; false if another transaction holds it. */
async function tryLockRollups(tx: Executor): Promise<boolean> {
  const [row] = await tx.execute<{ got: boolean }>(
    sql`select pg_try_advisory_xact_lock(${ROLLUP_LOCK}) as got`,
  )
  return row?.got ?? false
}

/**
 * Recomputes up to `limit` dirty buckets, oldest first. Returns how many marks it processed, 0 if
 * none are left or another process is recomputing (which continues until none are left). Marks of
 * uncommitted transactions are not visible, so their buckets stay dirty until the next run. The
 * current bucket is skipped: readers read its rows, and one of its marks is kept.
 */
export async function foldDirtyBuckets(tx: Executor, limit: number): Promise<number> {
  if (!(await tryLockRollups(tx))) return 0
  await compactOpenMarks(tx)
  // Delete the marks before recomputing, so that the sums include every write they stand for.
  const deleted: Iterable<Record<string, unknown>> = await tx.execute(sql`
    with due as (
      select distinct bucket_at from report_dirty
      where bucket_at < report_bucket(now()) order by bucket_at limit ${limit}
    ), deleted as (
      delete from report_dirty d using due c where d.bucket_at = c.bucket_at
      returning d.topics, d.bucket_at
    )
    select distinct topic, (extract(epoch from bucket_at) * 1000)::float8 as at
    from deleted, unnest(topics) topic`)
  const marks = [...deleted]
  for (const [name, ranges] of rangesByTopic(marks)) await recomputeTopic(tx, TOPICS[name], ranges)
  return marks.length
}

/** Merges the marks of each current or future bucket into one. */
async function compactOpenMarks(tx: Executor): Promise<void> {
  await tx.execute(sql`
    with deleted as (
      delete from report_dirty where bucket_at >= report_bucket(now()) returning topics, bucket_at
    )
    insert into report_dirty (topics, bucket_at)
    select array_agg(distinct topic), bucket_at from deleted, unnest(topics) topic group by bucket_at`)
}

function rangesByTopic(marks: readonly Record<string, unknown>[]): Map<TopicName, TimeRange[]> {
  const byTopic = new Map<TopicName, TimeRange[]>()
  for (const { topic: mark, at } of marks) {
    const from = Number(at)
    for (const name of TOPIC_NAMES.filter((topic) => TOPICS[topic].mark === mark)) {
      const ranges = byTopic.get(name) ?? []
      ranges.push({ from, to: bucketEnd(from, 0) })
      byTopic.set(name, ranges)
    }
  }
  return byTopic
}
