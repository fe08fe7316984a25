/** How much wider each bin is than the one before it; the database's `report_bin` says the same. */
const GROWTH = 1.04

/** By what fraction of itself a duration read from a histogram may be off, at most. */
export const BIN_ERROR = (GROWTH - 1) / (GROWTH + 1)

/** The bin of a duration in milliseconds; -1 for one that is negative. */
export function binOf(milliseconds: number): number {
  if (milliseconds < 0) return -1
  return Math.ceil(Math.log(Math.max(milliseconds, 1)) / Math.log(GROWTH))
}

/**
 * The p-th percentile (0 to 1, by the nearest rank) of durations that were counted by bin, in
 * seconds, off by at most `BIN_ERROR`; null of none. Bin -1 holds what has no duration.
 */
export function percentileOfBins(counts: ReadonlyMap<number, number>, p: number): number | null {
  const bins = [...counts].filter(([bin, n]) => bin >= 0 && n > 0).sort(([a], [b]) => a - b)
  const total = bins.reduce((sum, [, n]) => sum + n, 0)
  if (total === 0) return null
  const rank = Math.max(1, Math.ceil(p * total))
  let seen = 0
  for (const [bin, n] of bins) {
    seen += n
    if (seen >= rank) return secondsOf(bin)
  }
  return null
}

/** The middle of a bin, by which every duration in it is off the least. */
function secondsOf(bin: number): number {
  return (2 * GROWTH ** bin) / (GROWTH + 1) / 1000
}
