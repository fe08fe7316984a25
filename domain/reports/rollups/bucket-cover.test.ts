import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketEnd, bucketStart, coverRange, type Level, type Stretch } from './bucket-cover'

const QUARTER = 900_000
const at = (text: string) => Date.parse(`${text}Z`)

test('covers a range with the coarsest buckets that fit', () => {
  const cover = coverRange(at('2026-01-30T22:30'), at('2026-03-01T00:20'), [0, 1, 3, 5], [])
  expect(cover).toEqual([
    { level: 0, from: at('2026-01-30T22:30'), to: at('2026-01-30T23:00'), sign: 1 },
    { level: 1, from: at('2026-01-30T23:00'), to: at('2026-01-31T00:00'), sign: 1 },
    { level: 3, from: at('2026-01-31T00:00'), to: at('2026-02-01T00:00'), sign: 1 },
    { level: 5, from: at('2026-02-01T00:00'), to: at('2026-03-01T00:00'), sign: 1 },
    { level: 0, from: at('2026-03-01T00:00'), to: at('2026-03-01T00:15'), sign: 1 },
    { level: null, from: at('2026-03-01T00:15'), to: at('2026-03-01T00:20'), sign: 1 },
  ])
})

test('reads only dirty buckets from the rows', () => {
  const cover = coverRange(
    at('2026-02-01T00:00'),
    at('2026-02-02T00:00'),
    [0, 3],
    [at('2026-02-01T05:15')],
  )
  expect(cover).toEqual([
    { level: 0, from: at('2026-02-01T00:00'), to: at('2026-02-01T05:15'), sign: 1 },
    { level: null, from: at('2026-02-01T05:15'), to: at('2026-02-01T05:30'), sign: 1 },
    { level: 0, from: at('2026-02-01T05:30'), to: at('2026-02-02T00:00'), sign: 1 },
  ])
})

test('starts quarters of a month on the 1st, 9th, 17th and 25th', () => {
  const cover = coverRange(at('2026-02-08T18:00'), at('2026-03-04T06:00'), [2, 3, 4], [])
  expect(cover).toEqual([
    { level: 2, from: at('2026-02-08T18:00'), to: at('2026-02-09T00:00'), sign: 1 },
    { level: 4, from: at('2026-02-09T00:00'), to: at('2026-03-01T00:00'), sign: 1 },
    { level: 3, from: at('2026-03-01T00:00'), to: at('2026-03-04T00:00'), sign: 1 },
    { level: 2, from: at('2026-03-04T00:00'), to: at('2026-03-04T06:00'), sign: 1 },
  ])
})

test('reads a bucket mostly inside the range as a whole and subtracts the remainder', () => {
  const cover = coverRange(at('2026-02-09T22:00'), at('2026-02-10T22:00'), [0, 1, 2, 3], [])
  expect(cover).toEqual([
    { level: 1, from: at('2026-02-09T22:00'), to: at('2026-02-10T00:00'), sign: 1 },
    { level: 3, from: at('2026-02-10T00:00'), to: at('2026-02-11T00:00'), sign: 1 },
    { level: 1, from: at('2026-02-10T22:00'), to: at('2026-02-11T00:00'), sign: -1 },
  ])
})

test('never subtracts from a dirty bucket', () => {
  const stale = [at('2026-02-10T23:30')]
  const cover = coverRange(at('2026-02-10T00:00'), at('2026-02-10T23:00'), [1, 3], stale)
  expect(cover).toEqual([
    { level: 1, from: at('2026-02-10T00:00'), to: at('2026-02-10T23:00'), sign: 1 },
  ])
})

test('adds up to the range, from whole buckets that are not dirty', () => {
  const origin = at('2026-01-01T00:00')
  const cases = fc.record({
    from: fc.integer({ min: 0, max: 60 * 96 }),
    length: fc.integer({ min: 1, max: 60 * 96 }),
    odd: fc.integer({ min: 0, max: QUARTER - 1 }),
    levels: fc.subarray([0, 1, 2, 3, 4, 5] as Level[]),
    dirty: fc.uniqueArray(fc.integer({ min: 0, max: 120 * 96 }), { maxLength: 12 }),
  })
  fc.assert(
    fc.property(cases, ({ from, length, odd, levels, dirty }) => {
      const start = origin + from * QUARTER
      const end = start + length * QUARTER + odd
      const stale = dirty.sort((a, b) => a - b).map((n) => origin + n * QUARTER)
      const cover = coverRange(start, end, levels, stale)
      expect(timesCounted(cover)).toEqual(timesCounted([{ from: start, to: end, sign: 1 }]))
      for (const { level, from, to } of cover) {
        if (level === null) continue
        expect(levels).toContain(level)
        expect(bucketStart(from, level)).toBe(from)
        expect(bucketEnd(to - 1, level)).toBe(to)
        expect(stale.filter((time) => time >= from && time < to)).toEqual([])
      }
    }),
  )
})

/** Returns the times at which the number of covering stretches changes, ascending, and by how much. */
function timesCounted(stretches: readonly Pick<Stretch, 'from' | 'to' | 'sign'>[]) {
  const steps = new Map<number, number>()
  for (const { from, to, sign } of stretches) {
    steps.set(from, (steps.get(from) ?? 0) + sign)
    steps.set(to, (steps.get(to) ?? 0) - sign)
  }
  return [...steps].filter(([, step]) => step !== 0).sort(([a], [b]) => a - b)
}
