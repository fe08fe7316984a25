import { describe, expect, it } from 'vitest'
import { latestTick, minuteOf, parseCron } from '../cron-schedule'
import { parseWakeTime, retryDelay, transportDelay } from './retry-delay'

const NOW = Date.parse('2026-11-22T10:00:00Z')
const at = (iso: string) => Date.parse(iso)

describe('retry delays', () => {
  it('uses the default delays with up to 30 s of jitter, times the scale, at least 1 s', () => {
    for (const [attempt, seconds] of [
      [0, 15],
      [4, 300],
      [9, 7_200],
      [19, 7_200],
    ] as const) {
      const delay = retryDelay(attempt, undefined, 1, NOW)
      expect(delay).toBeGreaterThanOrEqual(seconds * 1_000)
      expect(delay).toBeLessThanOrEqual((seconds + 30) * 1_000)
    }
    expect(retryDelay(9, undefined, 0.001, NOW)).toBeLessThanOrEqual(7_230)
    expect(retryDelay(0, undefined, 0, NOW)).toBe(1_000)
  })

  it.each([
    ['300', 300_000],
    ['0', 1_000],
    ['999999', 86_400_000],
    ['2026-11-22T10:05:00.000Z', 300_000],
    ['2020-01-01T00:00:00.000Z', 1_000],
  ])(
    'uses the delay that the app requests, between one second and one day: %s',
    (retryAfter, delay) => {
      expect(retryDelay(3, retryAfter, 0.001, NOW)).toBe(delay)
    },
  )

  it('is short if the app does not respond', () => {
    expect([1, 2, 3, 10].map(transportDelay)).toEqual([500, 1_000, 2_000, 10_000])
  })
})

describe('parseWakeTime', () => {
  it.each([
    ['1s', NOW + 1_000],
    ['1w2d3h4m5s', NOW + ((9 * 24 + 3) * 3_600 + 4 * 60 + 5) * 1_000],
    ['2026-11-22T12:00:00.000Z', NOW + 7_200_000],
    ['1970-01-01T00:00:00.000Z', 0],
    ['90w', NOW + 366 * 86_400_000],
    ['soon', undefined],
    ['', undefined],
  ])('parses %j', (text, end) => {
    expect(parseWakeTime(text, NOW)).toBe(end)
  })
})

describe('a cron schedule', () => {
  it('uses its time zone, in summer and in winter', () => {
    const paris = parseCron('TZ=Europe/Paris 0 3 * * *')
    expect(paris.isTick(at('2026-07-01T01:00:00Z'))).toBe(true)
    expect(paris.isTick(at('2026-12-01T02:00:00Z'))).toBe(true)
    expect(paris.isTick(at('2026-12-01T03:00:00Z'))).toBe(false)
  })

  it('defaults to UTC, and matches the day of the week or of the month', () => {
    const sundayOrFirst = parseCron('*/15 9 1 * 0')
    expect(sundayOrFirst.isTick(at('2026-11-22T09:45:00Z'))).toBe(true)
    expect(sundayOrFirst.isTick(at('2026-12-01T09:00:00Z'))).toBe(true)
    expect(sundayOrFirst.isTick(at('2026-11-23T09:00:00Z'))).toBe(false)
    expect(sundayOrFirst.isTick(at('2026-11-22T09:50:00Z'))).toBe(false)
  })

  it('keeps only the last of several missed ticks, and none from more than a day ago', () => {
    const quarterly = parseCron('*/15 * * * *')
    const now = minuteOf(at('2026-11-22T10:07:33Z'))
    const tick = at('2026-11-22T10:00:00Z')
    expect(latestTick(quarterly, at('2026-11-22T08:00:00Z'), now)).toBe(tick)
    expect(latestTick(quarterly, tick, now)).toBeUndefined()
    const yearly = parseCron('0 0 1 1 *')
    expect(latestTick(yearly, at('2025-11-22T10:00:00Z'), now)).toBeUndefined()
  })

  it.each(['* * * *', '61 * * * *', 'TZ=Nowhere/City 0 3 * * *', '@every 5m'])(
    'rejects an invalid schedule: %s',
    (source) => {
      expect(() => parseCron(source)).toThrow()
    },
  )
})
