import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketEnd, bucketStart, coverRange, type Level } from './bucket-cover'

const QUARTER = 900_000
const at = (text: string) => Date.parse(`${text}Z`)

test('a range is covered by the coarsest buckets that fit into it', () => {
  const cover = coverRange(at('2026-01-30T22:30'), at('2026-03-01T00:20'), [0, 1, 3, 5], [])
  expect(cover).toEqual([
    { level: 0, from: at('2026-01-30T22:30'), to: at('2026-01-30T23:00') },
    { level: 1, from: at('2026-01-30T23:00'), to: at('2026-01-31T00:00') },
    { level: 3, from: at('2026-01-31T00:00'), to: at('2026-02-01T00:00') },
    { level: 5, from: at('2026-02-01T00:00'), to: at('2026-03-01T00:00') },
    { level: 0, from: at('2026-03-01T00:00'), to: at('2026-03-01T00:15') },
    { level: null, from: at('2026-03-01T00:15'), to: at('2026-03-01T00:20') },
  ])
})

test('what is out of date is read from the rows, the rest around it is not', () => {
  const cover = coverRange(
    at('2026-02-01T00:00'),
    at('2026-02-02T00:00'),
    [0, 3],
    [at('2026-02-01T05:15')],
  )
  expect(cover).toEqual([
    { level: 0, from: at('2026-02-01T00:00'), to: at('2026-02-01T05:15') },
    { level: null, from: at('2026-02-01T05:15'), to: at('2026-02-01T05:30') },
    { level: 0, from: at('2026-02-01T05:30'), to: at('2026-02-02T00:00') },
  ])
})

test('quarters of a month begin on its 1st, 9th, 17th and 25th day', () => {
  const cover = coverRange(at('2026-02-08T18:00'), at('2026-03-04T06:00'), [2, 3, 4, 5], [])
  expect(cover).toEqual([
    { level: 2, from: at('2026-02-08T18:00'), to: at('2026-02-09T00:00') },
    { level: 4, from: at('2026-02-09T00:00'), to: at('2026-03-01T00:00') },
    { level: 3, from: at('2026-03-01T00:00'), to: at('2026-03-04T00:00') },
    { level: 2, from: at('2026-03-04T00:00'), to: at('2026-03-04T06:00') },
  ])
})

test('stretches leave no gap, are whole buckets, and touch nothing that is out of date', () => {
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
      expect(cover.at(0)?.from).toBe(start)
      expect(cover.at(-1)?.to).toBe(end)
      for (const [i, { level, from, to }] of cover.entries()) {
        if (i > 0) expect(from).toBe(cover[i - 1]?.to)
        if (level === null) continue
        expect(levels).toContain(level)
        expect(bucketStart(from, level)).toBe(from)
        expect(bucketEnd(to - 1, level)).toBe(to)
        expect(stale.filter((moment) => moment >= from && moment < to)).toEqual([])
      }
    }),
  )
})
