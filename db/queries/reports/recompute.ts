import { type SQL, sql } from 'drizzle-orm'
import { bucketEnd, bucketStart, type Level } from '@/server/domain/reports/bucket-cover'
import type { Executor } from '../../client'
import { dimensionsOf, type Rollup, type Topic } from './topics'

/** A stretch of time, its end not included; milliseconds. */
export type TimeRange = { from: number; to: number }

/**
 * Sums a topic anew from its rows, for whole buckets of its rollups around the ranges. The caller
 * holds the lock of the rollups: of two at once the slower would write the older sums.
 */
export async function recomputeTopic(
  tx: Executor,
  topic: Topic,
  ranges: readonly TimeRange[],
): Promise<void> {
  for (const rollup of topic.rollups) {
    const whole = wholeBuckets(ranges, rollup.level)
    await tx.execute(sql`
      delete from ${sql.raw(topic.table)} t using ${unnested(whole)}
      where t.level = ${rollup.code}::int and t.bucket_at >= r.a and t.bucket_at < r.b`)
    await tx.execute(sql`
      insert into ${sql.raw(topic.table)} (level, bucket_at, ${columnsOf(topic)})
      select ${rollup.code}::int, ${summed(topic, rollup)} from ${unnested(whole)}
      cross join lateral (${sourceOf(topic, rollup)} offset 0) f
      group by ${groupOf(topic, rollup)}`)
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

/** What a rollup is summed from: the narrowest that tells all apart that it does; null for the rows. */
function finerThan(topic: Topic, { code, level, without }: Rollup): Rollup | null {
  const before = topic.rollups.slice(
    0,
    topic.rollups.findIndex((one) => one.code === code),
  )
  const finer = before.filter(
    (one) => one.level <= level && one.without.every((name) => without.includes(name)),
  )
  const width = (one: Rollup) => one.level * 100 + one.without.length
  return finer.sort((a, b) => width(b) - width(a))[0] ?? null
}

/** What a rollup is summed from, between `r.a` and `r.b`. */
export function sourceOf(topic: Topic, rollup: Rollup): SQL {
  const finer = finerThan(topic, rollup)
  return finer === null
    ? sql`select * from ${sql.raw(topic.view)} v where v.at >= r.a and v.at < r.b`
    : sql`select * from ${sql.raw(topic.table)} v
        where v.level = ${finer.code}::int and v.bucket_at >= r.a and v.bucket_at < r.b`
}

/** The columns that a rollup has behind its level and its bucket. */
export function columnsOf(topic: Topic): SQL {
  return sql.raw([...dimensionsOf(topic), 'n', ...topic.sums].join(', '))
}

/** Bucket, dimensions and sums of a rollup, from its source. */
export function summed(topic: Topic, rollup: Rollup): SQL {
  const isFromRows = finerThan(topic, rollup) === null
  return sql.raw(
    [
      bucketOf(rollup.level, isFromRows ? 'f.at' : 'f.bucket_at'),
      ...dimensionsOf(topic).map((name) => dimension(rollup, name)),
      isFromRows ? 'count(*)::int' : 'sum(f.n)::int',
      ...topic.sums.map((name) => `sum(f.${name})::bigint`),
    ].join(', '),
  )
}

/** What `summed` is grouped by. */
export function groupOf(topic: Topic, rollup: Rollup): SQL {
  const kept = dimensionsOf(topic).filter((name) => !rollup.without.includes(name))
  const bucket = bucketOf(rollup.level, finerThan(topic, rollup) === null ? 'f.at' : 'f.bucket_at')
  return sql.raw([bucket, ...kept.map((name) => `f.${name}`)].join(', '))
}

function dimension({ without }: Rollup, name: string): string {
  if (!without.includes(name)) return `f.${name}`
  return name === 'bin' ? '(-1)::smallint' : "''"
}

function bucketOf(level: Level, moment: string): string {
  const unit = (['', 'hour', 'day', 'month'] as const)[level]
  return level === 0 ? `report_bucket(${moment})` : `date_trunc('${unit}', ${moment}, 'UTC')`
}
