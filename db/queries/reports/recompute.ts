import { type SQL, sql } from 'drizzle-orm'
import { bucketEnd, bucketStart, type Level } from '@/domain/reports/bucket-cover'
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
    // In order: the sums of a bucket lie on the same page, and those of the next one behind them.
    await tx.execute(sql`
      insert into ${sql.raw(topic.table)} (level, bucket_at, ${columnsOf(topic)})
      select ${rollup.code}::int, ${summed(topic, rollup)} from ${sourceOf(topic, rollup, whole)}
      group by ${groupOf(topic, rollup)} order by ${sql.raw(bucketIn(topic, rollup))}`)
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

/**
 * What a rollup is summed from in some ranges, as `f`. Of one range the ends are told, so that
 * Postgres knows how much lies between them; of several it shall read one after another.
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

/** The columns that a rollup has behind its level and its bucket. */
export function columnsOf(topic: Topic): SQL {
  return sql.raw([...dimensionsOf(topic), 'n', ...topic.sums].join(', '))
}

/** Bucket, dimensions and sums of a rollup, from its source. */
export function summed(topic: Topic, rollup: Rollup): SQL {
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

/** What `summed` is grouped by. */
export function groupOf(topic: Topic, rollup: Rollup): SQL {
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

/** The start of the bucket that a moment lies in, as `bucketStart` says it. */
export function bucketOf(level: Level, moment: string): string {
  if (level === 0) return `report_bucket(${moment})`
  if (level === 2) return `date_bin('6 hours', ${moment}, '2000-01-01 00:00:00+00'::timestamptz)`
  const unit = (['', 'hour', '', 'day', 'month', 'month'] as const)[level]
  const start = `date_trunc('${unit}', ${moment}, 'UTC')`
  if (level !== 4) return start
  // In hours: a day of the session's time zone may be a shorter one.
  return `(${start} + (extract(day from ${moment} at time zone 'UTC')::int - 1) / 8 * interval '192 hours')`
}
