import { type SQL, sql } from 'drizzle-orm'
import { bucketEnd, bucketStart, type Level } from '@/domain/reports/rollups/bucket-cover'
import type { Executor } from '../../client'
import { dimensionsOf, type Rollup, type Topic } from './topics'

/** A time range in epoch milliseconds; `to` is exclusive. */
export type TimeRange = { from: number; to: number }

/**
 * Recomputes the rollups of a topic for all buckets that overlap the ranges. The caller must hold a
 * rollup lock: of two concurrent runs, the slower one would write older sums.
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
    // Inserted in bucket order, so that the rows of a bucket share database pages.
    await tx.execute(sql`
      insert into ${sql.raw(topic.table)} (level, bucket_at, ${columnsOf(topic)})
      select ${rollup.code}::int, ${rollupColumns(topic, rollup)} from ${sourceOf(topic, rollup, whole)}
      group by ${rollupGroup(topic, rollup)} order by ${sql.raw(bucketIn(topic, rollup))}`)
  }
}

/** Extends ranges to whole buckets and merges adjacent ones. */
function wholeBuckets(ranges: readonly TimeRange[], level: Level): TimeRange[] {
  const merged: TimeRange[] = []
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const whole = { from: bucketStart(from, level), to: bucketEnd(to - 1, level) }
    const last = merged.at(-1)
    if (last && whole.from <= last.to) last.to = Math.max(last.to, whole.to)
    else merged.push(whole)
  }
  return merged
}

/** Returns the ranges as rows `r(a, b)`. */
function unnested(ranges: readonly TimeRange[]): SQL {
  const texts = (side: 'from' | 'to') =>
    `{${ranges.map((range) => new Date(range[side]).toISOString()).join(',')}}`
  return sql`unnest(${texts('from')}::timestamptz[], ${texts('to')}::timestamptz[]) r(a, b)`
}

/** Returns the narrowest finer rollup with all dimensions of this one, or null to use the rows. */
function finerThan(topic: Topic, { code, level, without }: Rollup): Rollup | null {
  const before = topic.rollups.slice(
    0,
    topic.rollups.findIndex((other) => other.code === code),
  )
  const finer = before.filter(
    (other) => other.level <= level && other.without.every((name) => without.includes(name)),
  )
  const coarseness = (other: Rollup) => other.level * 100 + other.without.length
  return finer.sort((a, b) => coarseness(b) - coarseness(a))[0] ?? null
}

/**
 * Returns the source rows of a rollup in the given ranges, with the alias `f`. The bounds of a
 * single range are literals, so that Postgres can estimate its size; several ranges are read one
 * after another.
 */
export function sourceOf(topic: Topic, rollup: Rollup, ranges: readonly TimeRange[]): SQL {
  const finer = finerThan(topic, rollup)
  const between = (a: SQL, b: SQL) =>
    finer === null
      ? sql`select * from ${sql.raw(topic.view)} v where v.at >= ${a} and v.at < ${b}`
      : sql`select * from ${sql.raw(topic.table)} v
          where v.level = ${finer.code}::int and v.bucket_at >= ${a} and v.bucket_at < ${b}`
  const [only, ...others] = ranges
  if (!only || others.length > 0)
    return sql`${unnested(ranges)} cross join lateral (${between(sql`r.a`, sql`r.b`)} offset 0) f`
  return sql`(${between(instant(only.from), instant(only.to))}) f`
}

const instant = (at: number) => sql`${new Date(at).toISOString()}::timestamptz`

/** Returns the columns of a rollup table after `level` and `bucket_at`. */
export function columnsOf(topic: Topic): SQL {
  return sql.raw([...dimensionsOf(topic), 'n', ...topic.sums].join(', '))
}

/** Returns the bucket, dimensions and sums of a rollup as a select list over its source. */
export function rollupColumns(topic: Topic, rollup: Rollup): SQL {
  const isFromRows = finerThan(topic, rollup) === null
  return sql.raw(
    [
      bucketIn(topic, rollup),
      ...dimensionsOf(topic).map((name) => dimension(rollup, name)),
      isFromRows ? 'count(*)::int' : 'sum(f.n)::int',
      ...topic.sums.map((name) => `sum(f.${name})::bigint`),
    ].join(', '),
  )
}

/** Returns the `group by` list of `rollupColumns`. */
export function rollupGroup(topic: Topic, rollup: Rollup): SQL {
  const kept = dimensionsOf(topic).filter((name) => !rollup.without.includes(name))
  return sql.raw([bucketIn(topic, rollup), ...kept.map((name) => `f.${name}`)].join(', '))
}

function bucketIn(topic: Topic, rollup: Rollup): string {
  return bucketOf(rollup.level, finerThan(topic, rollup) === null ? 'f.at' : 'f.bucket_at')
}

function dimension({ without }: Rollup, name: string): string {
  if (!without.includes(name)) return `f.${name}`
  return name === 'bin' ? '(-1)::smallint' : "''"
}

/** Returns SQL for the start of the bucket of a time; the same as `bucketStart`. */
export function bucketOf(level: Level, moment: string): string {
  if (level === 0) return `report_bucket(${moment})`
  if (level === 2) return `date_bin('6 hours', ${moment}, '2000-01-01 00:00:00+00'::timestamptz)`
  const unit = (['', 'hour', '', 'day', 'month', 'month'] as const)[level]
  const start = `date_trunc('${unit}', ${moment}, 'UTC')`
  if (level !== 4) return start
  // Counted in hours, because a day in the session's time zone may have 23 hours.
  return `(${start} + (extract(day from ${moment} at time zone 'UTC')::int - 1) / 8 * interval '192 hours')`
}
