/** Growth of the bin width; the SQL function `report_bin` uses the same value. */
const GROWTH = 1.04

/** The maximum relative error of a duration read from the histogram. */
export const BIN_ERROR = (GROWTH - 1) / (GROWTH + 1)

/** Returns the bin of a duration in milliseconds, or -1 if it is negative. */
export function binOf(milliseconds: number): number {
  if (milliseconds < 0) return -1
  return Math.ceil(Math.log(Math.max(milliseconds, 1)) / Math.log(GROWTH))
}

/**
 * Returns the p-th percentile (0 to 1, nearest rank) of binned durations in seconds, with a relative
 * error of at most `BIN_ERROR`, or null if there are none. Bin -1 counts rows without a duration.
 */
export function percentileOfBins(counts: ReadonlyMap<number, number>, p: number): number | null {
  const bins = [...counts].filter(([bin, n]) => bin >= 0 && n > 0).sort(([a], [b]) => a - b)
  const total = bins.reduce((sum, [, n]) => sum + n, 0)
  if (total === 0) return null
  const rank = Math.max(1, Math.ceil(p * total))
  let counted = 0
  for (const [bin, n] of bins) {
    counted += n
    if (counted >= rank) return secondsOf(bin)
  }
  return null
}

/** Returns the value of a bin with the smallest maximum relative error, in seconds. */
function secondsOf(bin: number): number {
  return (2 * GROWTH ** bin) / (GROWTH + 1) / 1000
}
