import { sql } from 'drizzle-orm'
import { bucketEnd } from '@/domain/reports/bucket-cover'
import type { Executor } from '../../client'
import { recomputeTopic, type TimeRange } from './recompute'
import { TOPIC_NAMES, TOPICS, type TopicName } from './topics'

// Any constant that no other lock of the application uses.
const ROLLUP_LOCK = 727_002

/** One at a time sums anew, until the transaction ends. */
export async function lockRollups(tx: Executor): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ROLLUP_LOCK})`)
}

/**
 * Lets months of topics be summed anew beside each other, each by one at a time, and nothing else
 * be summed meanwhile; until the transaction ends.
 */
export async function lockMonth(tx: Executor, topic: TopicName, month: TimeRange): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${ROLLUP_LOCK}),
    pg_advisory_xact_lock(${ROLLUP_LOCK}, hashtext(${`${topic} ${month.from}`}))`)
}

/** As `lockRollups`, but false at once while somebody else sums. */
async function tryLockRollups(tx: Executor): Promise<boolean> {
  const [row] = await tx.execute<{ got: boolean }>(
    sql`select pg_try_advisory_xact_lock(${ROLLUP_LOCK}) as got`,
  )
  return row?.got ?? false
}

/**
 * Sums some of the buckets anew that are marked, oldest first; returns how many there were, 0 when
 * none is left or somebody else is summing: whoever is goes on until none is left. Marks that a transaction still holds back are not seen, and so not taken: the
 * bucket stays out of date until they are. The bucket that time is in is left to its readers, who
 * read its rows; of its marks one is kept.
 */
export async function foldDirtyBuckets(tx: Executor, limit: number): Promise<number> {
  if (!(await tryLockRollups(tx))) return 0
  await compactOpenMarks(tx)
  // Taken before anything is summed, so that what is summed has seen all that these stand for.
  const taken: Iterable<Record<string, unknown>> = await tx.execute(sql`
    with chosen as (
      select distinct bucket_at from report_dirty
      where bucket_at < report_bucket(now()) order by bucket_at limit ${limit}
    ), taken as (
      delete from report_dirty d using chosen c where d.bucket_at = c.bucket_at
      returning d.topics, d.bucket_at
    )
    select distinct topic, (extract(epoch from bucket_at) * 1000)::float8 as at
    from taken, unnest(topics) topic`)
  const marks = [...taken]
  for (const [name, ranges] of rangesByTopic(marks)) await recomputeTopic(tx, TOPICS[name], ranges)
  return marks.length
}

/** Marks of a bucket that is not over yet, or lies ahead: one of each is enough. */
async function compactOpenMarks(tx: Executor): Promise<void> {
  await tx.execute(sql`
    with taken as (
      delete from report_dirty where bucket_at >= report_bucket(now()) returning topics, bucket_at
    )
    insert into report_dirty (topics, bucket_at)
    select array_agg(distinct topic), bucket_at from taken, unnest(topics) topic group by bucket_at`)
}

function rangesByTopic(marks: readonly Record<string, unknown>[]): Map<TopicName, TimeRange[]> {
  const found = new Map<TopicName, TimeRange[]>()
  for (const { topic: mark, at } of marks) {
    const from = Number(at)
    for (const name of TOPIC_NAMES.filter((one) => TOPICS[one].mark === mark)) {
      const ranges = found.get(name) ?? []
      ranges.push({ from, to: bucketEnd(from, 0) })
      found.set(name, ranges)
    }
  }
  return found
}
