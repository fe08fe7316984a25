/**
 * The bucket size of a rollup, in UTC: 0 is 15 minutes, 1 an hour, 2 six hours, 3 a day, 4 a quarter
 * of a month (starting on the 1st, 9th, 17th and 25th), 5 a month. Each size divides the next.
 */
export type Level = 0 | 1 | 2 | 3 | 4 | 5

/**
 * A part of a range, read from the rollup of this level or, if null, from the rows. With sign -1 it
 * is subtracted: it is outside the range, but inside a bucket that was read as a whole.
 */
export type Stretch = { level: Level | null; from: number; to: number; sign: 1 | -1 }

const DAY_MS = 86_400_000
const SIZES = { 0: 900_000, 1: 3_600_000, 2: 21_600_000, 3: DAY_MS } as const
/** Days in a quarter of a month; the last quarter has the remaining days. */
const QUARTER_DAYS = 8

/** Returns the start of the bucket that contains a time, in epoch milliseconds. */
export function bucketStart(at: number, level: Level): number {
  if (level < 4) return Math.floor(at / sizeOf(level)) * sizeOf(level)
  const date = new Date(at)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  if (level === 5) return Date.UTC(year, month)
  const day = date.getUTCDate() - 1
  return Date.UTC(year, month, 1 + day - (day % QUARTER_DAYS))
}

/** Returns the exclusive end of the bucket that contains a time, in epoch milliseconds. */
export function bucketEnd(at: number, level: Level): number {
  if (level < 4) return bucketStart(at, level) + sizeOf(level)
  const date = new Date(at)
  const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
  if (level === 5) return next
  return Math.min(next, bucketStart(at, level) + QUARTER_DAYS * DAY_MS)
}

const sizeOf = (level: Level) => SIZES[level as keyof typeof SIZES]

/**
 * Divides a range into stretches that add up to it. Each is as coarse as possible and covers no dirty
 * bucket; where no rollup is fine or fresh enough, it is read from the rows. A bucket that is mostly
 * inside the range is read as a whole and its remainder subtracted, because local days differ from
 * UTC days by a few hours.
 * @param levels the available levels, finest first
 * @param dirty starts of the dirty 15-minute buckets, ascending
 */
export function coverRange(
  from: number,
  to: number,
  levels: readonly Level[],
  dirty: readonly number[],
): Stretch[] {
  return mergeAdjacent(coverSigned(from, to, levels, dirty))
}

function coverSigned(
  from: number,
  to: number,
  levels: readonly Level[],
  dirty: readonly number[],
): Stretch[] {
  if (from > to) {
    const outside = coverSigned(to, from, levels, dirty)
    return outside.map((stretch) => ({ ...stretch, sign: stretch.sign === 1 ? -1 : 1 }))
  }
  if (from === to) return []
  const level = levels.at(-1)
  if (level === undefined) return [{ level: null, from, to, sign: 1 }]
  const finer = levels.slice(0, -1)
  const start = snapToBucket(from, level, dirty, 'start')
  const end = snapToBucket(to, level, dirty, 'end')
  if (start >= end) return coverSigned(from, to, finer, dirty)
  return [
    ...coverSigned(from, start, finer, dirty),
    ...coverWhole(start, end, level, finer, dirty),
    ...coverSigned(end, to, finer, dirty),
  ]
}

/** Snaps the start or end of a range to a bucket edge: outward if the edge is near, else inward. */
function snapToBucket(
  at: number,
  level: Level,
  dirty: readonly number[],
  side: 'start' | 'end',
): number {
  const [before, after] = [bucketStart(at, level), bucketEnd(at, level)]
  if (before === at) return at
  const [inner, outer] = side === 'start' ? [after, before] : [before, after]
  // Less than half, because the bucket itself is an additional read.
  const isNear = Math.abs(outer - at) < 0.4 * (after - before)
  return isNear && !isStale(before, after, dirty) ? outer : inner
}

function isStale(from: number, to: number, dirty: readonly number[]): boolean {
  return (dirty[firstSince(from, dirty)] ?? to) < to
}

/** Returns the index of the first time at or after `at`, or the length (binary search). */
function firstSince(at: number, times: readonly number[]): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? at) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Covers whole buckets of one level; dirty ones are covered by finer levels. */
function coverWhole(
  start: number,
  end: number,
  level: Level,
  finer: readonly Level[],
  dirty: readonly number[],
): Stretch[] {
  const covered: Stretch[] = []
  let at = start
  for (const time of dirty.slice(firstSince(start, dirty), firstSince(end, dirty))) {
    if (time < at) continue
    const stale = bucketStart(time, level)
    const next = bucketEnd(time, level)
    if (at < stale) covered.push({ level, from: at, to: stale, sign: 1 })
    covered.push(...coverSigned(stale, next, finer, dirty))
    at = next
  }
  if (at < end) covered.push({ level, from: at, to: end, sign: 1 })
  return covered
}

function mergeAdjacent(stretches: Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const stretch of stretches) {
    const last = merged.at(-1)
    const isSame = last?.level === stretch.level && last.sign === stretch.sign
    if (last && isSame && last.to === stretch.from) last.to = stretch.to
    else merged.push({ ...stretch })
  }
  return merged
}
