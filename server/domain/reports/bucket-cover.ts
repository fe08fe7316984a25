/**
 * How coarse a rollup is, all in UTC: 0 a quarter of an hour, 1 an hour, 2 six hours, 3 a day, 4 a
 * quarter of a month (from its 1st, 9th, 17th and 25th day), 5 a month. Each divides the next one.
 */
export type Level = 0 | 1 | 2 | 3 | 4 | 5

/** A part of a range, read from the rollup of this level or, where that is null, from the rows. */
export type Stretch = { level: Level | null; from: number; to: number }

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
