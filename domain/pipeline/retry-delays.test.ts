import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delayOf, formatDelays, MAX_RETRIES, parseDelays } from './retry-delays'

test('every policy round-trips through its text', () => {
  const seconds = fc.integer({ min: 5, max: 7 * 86_400 })
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1, maxLength: MAX_RETRIES }), (delaysSeconds) => {
      expect(parseDelays(formatDelays(delaysSeconds))).toEqual({ delaysSeconds })
    }),
  )
})

test.each([
  ['5 min, 30min, 2 hours', [300, 1800, 7200]],
  [' 90s ', [90]],
  ['1 d', [86_400]],
])('parses %s', (text, delaysSeconds) => {
  expect(parseDelays(text)).toEqual({ delaysSeconds })
})

test.each([
  ['', /at least one/],
  ['5', /not a valid time/],
  ['soon', /not a valid time/],
  ['-5 min', /not a valid time/],
  ['1 s', /at least 5 s/],
  ['8 d', /at most 7 days/],
  [
    Array(MAX_RETRIES + 1)
      .fill('5 min')
      .join(','),
    /at most 10/,
  ],
])('rejects %s', (text, words) => {
  expect(parseDelays(text)).toMatchObject({ problem: expect.stringMatching(words) })
})

test('returns undefined after the last delay, and jitter only lengthens', () => {
  const policy = { delaysSeconds: [60, 120], jitter: 0.5 }
  expect([1, 2, 3].map((attempt) => delayOf(policy, attempt))).toEqual([60, 120, undefined])
  expect(delayOf(policy, 1, 1)).toBe(90)
  expect(delayOf(null, 1)).toBeUndefined()
})
