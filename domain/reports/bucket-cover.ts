/**
 * How coarse a rollup is, all in UTC: 0 a quarter of an hour, 1 an hour, 2 six hours, 3 a day, 4 a
 * quarter of a month (from its 1st, 9th, 17th and 25th day), 5 a month. Each divides the next one.
 */
export type Level = 0 | 1 | 2 | 3 | 4 | 5

/**
 * A part of a range, read from the rollup of this level or, where that is null, from the rows. Of
 * sign -1 it is taken off: it lies outside of the range, in a bucket that is read as a whole.
 */
export type Stretch = { level: Level | null; from: number; to: number; sign: 1 | -1 }

const DAY_MS = 86_400_000
const SIZES = { 0: 900_000, 1: 3_600_000, 2: 21_600_000, 3: DAY_MS } as const
/** So many days has a quarter of a month; the last one has what is left. */
const QUARTER_DAYS = 8

/** The start of the bucket that a moment lies in, in milliseconds. */
export function bucketStart(at: number, level: Level): number {
  if (level < 4) return Math.floor(at / sizeOf(level)) * sizeOf(level)
  const moment = new Date(at)
  const [year, month] = [moment.getUTCFullYear(), moment.getUTCMonth()]
  if (level === 5) return Date.UTC(year, month)
  const day = moment.getUTCDate() - 1
  return Date.UTC(year, month, 1 + day - (day % QUARTER_DAYS))
}

/** The end of the bucket that a moment lies in, not included. */
export function bucketEnd(at: number, level: Level): number {
  if (level < 4) return bucketStart(at, level) + sizeOf(level)
  const moment = new Date(at)
  const next = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1)
  if (level === 5) return next
  return Math.min(next, bucketStart(at, level) + QUARTER_DAYS * DAY_MS)
}

const sizeOf = (level: Level) => SIZES[level as keyof typeof SIZES]

/**
 * Divides a range into stretches that can be summed: each as coarse as it fits, none over a bucket
 * that is out of date, and the rows themselves where no rollup is fine or fresh enough. A bucket
 * that the range has most of is read as a whole and the rest of it taken off: days of a zone are
 * those of UTC and an hour or two.
 * @param levels what there is, from the finest
 * @param dirty starts of the quarters of an hour that are out of date, ascending
 */
export function coverRange(
  from: number,
  to: number,
  levels: readonly Level[],
  dirty: readonly number[],
): Stretch[] {
  return merged(coverSigned(from, to, levels, dirty))
}

function coverSigned(
  from: number,
  to: number,
  levels: readonly Level[],
  dirty: readonly number[],
): Stretch[] {
  if (from > to) {
    const outside = coverSigned(to, from, levels, dirty)
    return outside.map((one) => ({ ...one, sign: one.sign === 1 ? -1 : 1 }))
  }
  if (from === to) return []
  const level = levels.at(-1)
  if (level === undefined) return [{ level: null, from, to, sign: 1 }]
  const finer = levels.slice(0, -1)
  const start = nearEdge(from, level, dirty, 'start')
  const end = nearEdge(to, level, dirty, 'end')
  if (start >= end) return coverSigned(from, to, finer, dirty)
  return [
    ...coverSigned(from, start, finer, dirty),
    ...coverWhole(start, end, level, finer, dirty),
    ...coverSigned(end, to, finer, dirty),
  ]
}

/** The edge of a bucket to cover whole ones from, or up to: the outer one if little lies between. */
function nearEdge(
  at: number,
  level: Level,
  dirty: readonly number[],
  side: 'start' | 'end',
): number {
  const [before, after] = [bucketStart(at, level), bucketEnd(at, level)]
  if (before === at) return at
  const [inner, outer] = side === 'start' ? [after, before] : [before, after]
  // Below half: the bucket itself is one more to read.
  const isNear = Math.abs(outer - at) < 0.4 * (after - before)
  return isNear && !isStale(before, after, dirty) ? outer : inner
}

function isStale(from: number, to: number, dirty: readonly number[]): boolean {
  return (dirty[firstSince(from, dirty)] ?? to) < to
}

/** The place of the first moment that is not before another; their number if there is none. */
function firstSince(at: number, moments: readonly number[]): number {
  let [low, high] = [0, moments.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((moments[middle] ?? at) < at) low = middle + 1
    else high = middle
  }
  return low
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
  for (const moment of dirty.slice(firstSince(start, dirty), firstSince(end, dirty))) {
    if (moment < at) continue
    const stale = bucketStart(moment, level)
    const next = bucketEnd(moment, level)
    if (at < stale) found.push({ level, from: at, to: stale, sign: 1 })
    found.push(...coverSigned(stale, next, finer, dirty))
    at = next
  }
  if (at < end) found.push({ level, from: at, to: end, sign: 1 })
  return found
}

function merged(stretches: Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const stretch of stretches) {
    const last = found.at(-1)
    const isSame = last?.level === stretch.level && last.sign === stretch.sign
    if (last && isSame && last.to === stretch.from) last.to = stretch.to
    else found.push({ ...stretch })
  }
  return found
}
