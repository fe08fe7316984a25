import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BIN_ERROR, binOf, percentileOfBins } from './histogram'

test('keeps percentiles within the stated error', () => {
  const durations = fc.array(fc.integer({ min: 1, max: 90 * 86_400_000 }), { minLength: 1 })
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.9, 0.95, 1), (all, p) => {
      const counts = new Map<number, number>()
      for (const duration of all)
        counts.set(binOf(duration), (counts.get(binOf(duration)) ?? 0) + 1)
      const sorted = all.sort((a, b) => a - b)
      const exact = (sorted[Math.max(1, Math.ceil(p * all.length)) - 1] ?? 0) / 1000
      const actual = percentileOfBins(counts, p) ?? 0
      expect(Math.abs(actual - exact)).toBeLessThanOrEqual(exact * BIN_ERROR * 1.0001)
    }),
  )
})

test('returns null without durations', () => {
  expect(percentileOfBins(new Map(), 0.5)).toBeNull()
  expect(percentileOfBins(new Map([[-1, 9]]), 0.5)).toBeNull()
})
