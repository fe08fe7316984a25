import { type SQL, sql } from 'drizzle-orm'
import { bucketEnd, bucketStart, type Level } from '@/server/domain/reports/bucket-cover'
import type { Executor } from '../../client'
import { dimensionsOf, type Topic } from './topics'

/** A stretch of time, its end not included; milliseconds. */
export type TimeRange = { from: number; to: number }

/**
 * Sums a topic anew from its rows, for whole buckets of its levels around the ranges. The caller
 * holds the lock of the rollups: of two at once the slower would write the older sums.
 */
export async function recomputeTopic(
  tx: Executor,
  topic: Topic,
  ranges: readonly TimeRange[],
): Promise<void> {
  for (const { level } of topic.levels) {
    const whole = wholeBuckets(ranges, level)
    await tx.execute(sql`
      delete from ${sql.raw(topic.table)} t using ${unnested(whole)}
      where t.level = ${level}::int and t.bucket_at >= r.a and t.bucket_at < r.b`)
    await tx.execute(sql`
      insert into ${sql.raw(topic.table)} (level, bucket_at, ${columnsOf(topic)})
      select ${level}::int, ${summed(topic, level)} from ${unnested(whole)}
      cross join lateral (${sourceOf(topic, level)} offset 0) f
      group by ${groupOf(topic, level)}`)
  }
}

/** The buckets that ranges touch, those beside each other as one range. */
function wholeBuckets(ranges: readonly TimeRange[], level: Level): TimeRange[] {
  const found: TimeRange[] = []
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const whole = { from: bucketStart(from, level), to: bucketEnd(to - 1, level) }
    const last = found.at(-1)
    if (last && whole.from <= last.to) last.to = Math.max(last.to, whole.to)
    else found.push(whole)
  }
  return found
}

/** Ranges as rows `r(a, b)`. */
function unnested(ranges: readonly TimeRange[]): SQL {
  const texts = (side: 'from' | 'to') =>
    `{${ranges.map((range) => new Date(range[side]).toISOString()).join(',')}}`
  return sql`unnest(${texts('from')}::timestamptz[], ${texts('to')}::timestamptz[]) r(a, b)`
}

function leftOut(topic: Topic, level: Level): readonly string[] {
  return topic.levels.find((one) => one.level === level)?.without ?? []
}

/** The level that this one is summed from; null for the rows themselves. */
function finerThan(topic: Topic, level: Level): Level | null {
  const without = leftOut(topic, level)
  const finer = topic.levels.filter(
    (one) => one.level < level && one.without.every((name) => without.includes(name)),
  )
  return finer.at(-1)?.level ?? null
}

/** What a level is summed from, between `r.a` and `r.b`. */
export function sourceOf(topic: Topic, level: Level): SQL {
  const finer = finerThan(topic, level)
  return finer === null
    ? sql`select * from ${sql.raw(topic.view)} v where v.at >= r.a and v.at < r.b`
    : sql`select * from ${sql.raw(topic.table)} v
        where v.level = ${finer}::int and v.bucket_at >= r.a and v.bucket_at < r.b`
}

/** The columns that a rollup has behind its level and its bucket. */
export function columnsOf(topic: Topic): SQL {
  return sql.raw([...dimensionsOf(topic), 'n', ...topic.sums].join(', '))
}

/** Bucket, dimensions and sums of one level, from its source. */
export function summed(topic: Topic, level: Level): SQL {
  const finer = finerThan(topic, level)
  const count = finer === null ? 'count(*)::int' : 'sum(f.n)::int'
  return sql`${sql.raw(
    [
      bucketOf(level, finer === null ? 'f.at' : 'f.bucket_at'),
      ...dimensionsOf(topic).map((name) => dimension(topic, level, name)),
      count,
      ...topic.sums.map((name) => `sum(f.${name})::bigint`),
    ].join(', '),
  )}`
}

/** What `summed` is grouped by. */
export function groupOf(topic: Topic, level: Level): SQL {
  const left = leftOut(topic, level)
  const kept = dimensionsOf(topic).filter((name) => !left.includes(name))
  const bucket = bucketOf(level, finerThan(topic, level) === null ? 'f.at' : 'f.bucket_at')
  return sql.raw([bucket, ...kept.map((name) => `f.${name}`)].join(', '))
}

function dimension(topic: Topic, level: Level, name: string): string {
  if (!leftOut(topic, level).includes(name)) return `f.${name}`
  return name === 'bin' ? '(-1)::smallint' : "''"
}

function bucketOf(level: Level, moment: string): string {
  const unit = (['', 'hour', 'day', 'month'] as const)[level]
  return level === 0 ? `report_bucket(${moment})` : `date_trunc('${unit}', ${moment}, 'UTC')`
}
