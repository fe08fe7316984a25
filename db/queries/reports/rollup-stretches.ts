import { sql } from 'drizzle-orm'
import type { ReportSpan } from '@/domain/reports/report-model'
import { coverRange, type Level, type Stretch } from '@/domain/reports/rollups/bucket-cover'
import type { Executor } from '../../client'
import type { Topic } from './topics'

/** Starts of the dirty 15-minute buckets, ascending, by the mark of their topic. */
export type DirtyBuckets = ReadonlyMap<string, readonly number[]>

/** A part of a span and the code of the rollup it is read from; null reads the rows. */
export type SpanStretch = { span: number; code: number | null } & Omit<Stretch, 'level'>

/** Divides spans into stretches, each read from the coarsest usable rollup or from the rows. */
export function coverSpans(
  topic: Topic,
  spans: readonly ReportSpan[],
  dimensions: readonly string[],
  dirty: DirtyBuckets,
): SpanStretch[] {
  const codes = rollupCodesFor(topic, dimensions)
  const levels = [...codes.keys()].sort((a, b) => a - b)
  const stale = dirty.get(topic.mark) ?? []
  return spans.flatMap(({ start, end }, span) =>
    coverRange(start.getTime(), end.getTime(), levels, stale).map(({ level, ...part }) => ({
      ...part,
      span,
      code: level === null ? null : (codes.get(level) ?? null),
    })),
  )
}

/** Returns, for each level, the code of the narrowest rollup that has all these dimensions. */
function rollupCodesFor(topic: Topic, dimensions: readonly string[]): Map<Level, number> {
  const usable = topic.rollups.filter(
    ({ without }) => !without.some((name) => dimensions.includes(name)),
  )
  const widestFirst = usable.sort((a, b) => a.without.length - b.without.length)
  return new Map(widestFirst.map(({ level, code }) => [level, code]))
}

/** Returns every dirty bucket that this transaction sees. */
export async function listDirty(tx: Executor): Promise<DirtyBuckets> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select distinct topic, (extract(epoch from bucket_at) * 1000)::float8 as at
    from report_dirty, unnest(topics) topic order by at`)
  const byTopic = new Map<string, number[]>()
  for (const { topic, at } of rows) {
    const name = String(topic)
    const starts = byTopic.get(name) ?? []
    starts.push(Number(at))
    byTopic.set(name, starts)
  }
  return byTopic
}
