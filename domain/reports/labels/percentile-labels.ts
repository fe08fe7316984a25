/** The percentiles that reports show of a duration, as fractions. */
export const PERCENTILES = { p50: 0.5, p90: 0.9, p95: 0.95 } as const
export type Percentile = keyof typeof PERCENTILES

export const PERCENTILE_HINTS: Record<Percentile, string> = {
  p50: 'Half of them took this long or less. Accurate to 2%.',
  p90: '90% of them took this long or less. Accurate to 2%.',
  p95: '95% of them took this long or less. Accurate to 2%.',
}
