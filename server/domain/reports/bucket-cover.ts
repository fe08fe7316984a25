/** How coarse a rollup is: 0 a quarter of an hour, 1 an hour, 2 a day, 3 a month, all in UTC. */
export type Level = 0 | 1 | 2 | 3

/** A part of a range, read from the rollup of this level or, where that is null, from the rows. */
export type Stretch = { level: Level | null; from: number; to: number }

const SIZES: Record<Exclude<Level, 3>, number> = { 0: 900_000, 1: 3_600_000, 2: 86_400_000 }

/** The start of the bucket that a moment lies in, in milliseconds. */
export function bucketStart(at: number, level: Level): number {
  if (level !== 3) return Math.floor(at / SIZES[level]) * SIZES[level]
  const day = new Date(at)
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth())
}

/** The end of the bucket that a moment lies in, not included. */
export function bucketEnd(at: number, level: Level): number {
  if (level !== 3) return bucketStart(at, level) + SIZES[level]
  const day = new Date(at)
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1)
}

/**
 * Divides a range into stretches that can be summed: each as coarse as it fits, none over a bucket
 * that is out of date, and the rows themselves where no rollup is fine or fresh enough.
 * @param levels what there is, from the finest
 * @param dirty starts of the quarters of an hour that are out of date, ascending
 */
export function coverRange(
  from: number,
  to: number,
  levels: readonly Level[],
  dirty: readonly number[],
): Stretch[] {
  if (from >= to) return []
  const level = levels.at(-1)
  if (level === undefined) return [{ level: null, from, to }]
  const finer = levels.slice(0, -1)
  const start = bucketStart(from, level) === from ? from : bucketEnd(from, level)
  const end = bucketStart(to, level)
  if (start >= end) return coverRange(from, to, finer, dirty)
  return merged([
    ...coverRange(from, start, finer, dirty),
    ...coverWhole(start, end, level, finer, dirty),
    ...coverRange(end, to, finer, dirty),
  ])
}

/** Whole buckets of one level: those out of date are read finer. */
function coverWhole(
  start: number,
  end: number,
  level: Level,
  finer: readonly Level[],
  dirty: readonly number[],
): Stretch[] {
  const found: Stretch[] = []
  let at = start
  for (const moment of dirty) {
    if (moment < at) continue
    if (moment >= end) break
    const stale = bucketStart(moment, level)
    const next = bucketEnd(moment, level)
    if (at < stale) found.push({ level, from: at, to: stale })
    found.push(...coverRange(stale, next, finer, dirty))
    at = next
  }
  if (at < end) found.push({ level, from: at, to: end })
  return found
}

function merged(stretches: Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const stretch of stretches) {
    const last = found.at(-1)
    if (last && last.level === stretch.level && last.to === stretch.from) last.to = stretch.to
    else found.push({ ...stretch })
  }
  return found
}
