import { describe, expect, it } from 'vitest'
import { latestTick, minuteOf, parseCron } from '../cron-schedule'
import { parseWakeTime, retryDelay, transportDelay } from './retry-delay'

const NOW = Date.parse('2026-11-22T10:00:00Z')
const at = (iso: string) => Date.parse(iso)

describe('the wait before another attempt', () => {
  it('follows the table with up to 30 s of jitter, times the scale, and never under 1 s', () => {
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
  ])('is what the app asks for within a second and a day: %s', (asked, delay) => {
    expect(retryDelay(3, asked, 0.001, NOW)).toBe(delay)
  })

  it('is short while the app gives no answer', () => {
    expect([1, 2, 3, 10].map(transportDelay)).toEqual([500, 1_000, 2_000, 10_000])
  })
})

describe('the end of a sleep', () => {
  it.each([
    ['1s', NOW + 1_000],
    ['1w2d3h4m5s', NOW + ((9 * 24 + 3) * 3_600 + 4 * 60 + 5) * 1_000],
    ['2026-11-22T12:00:00.000Z', NOW + 7_200_000],
    ['1970-01-01T00:00:00.000Z', 0],
    ['90w', NOW + 366 * 86_400_000],
    ['soon', undefined],
    ['', undefined],
  ])('is read from %j', (text, end) => {
    expect(parseWakeTime(text, NOW)).toBe(end)
  })
})

describe('a cron schedule', () => {
  it('ticks in its zone, in summer and in winter', () => {
    const paris = parseCron('TZ=Europe/Paris 0 3 * * *')
    expect(paris.isTick(at('2026-07-01T01:00:00Z'))).toBe(true)
    expect(paris.isTick(at('2026-12-01T02:00:00Z'))).toBe(true)
    expect(paris.isTick(at('2026-12-01T03:00:00Z'))).toBe(false)
  })

  it('ticks in UTC without one, by day of the week or of the month', () => {
    const sundayOrFirst = parseCron('*/15 9 1 * 0')
    expect(sundayOrFirst.isTick(at('2026-11-22T09:45:00Z'))).toBe(true)
    expect(sundayOrFirst.isTick(at('2026-12-01T09:00:00Z'))).toBe(true)
    expect(sundayOrFirst.isTick(at('2026-11-23T09:00:00Z'))).toBe(false)
    expect(sundayOrFirst.isTick(at('2026-11-22T09:50:00Z'))).toBe(false)
  })

  it('counts of the ticks that were missed only the last, and none from over a day ago', () => {
    const quarterly = parseCron('*/15 * * * *')
    const now = minuteOf(at('2026-11-22T10:07:33Z'))
    const tick = at('2026-11-22T10:00:00Z')
    expect(latestTick(quarterly, at('2026-11-22T08:00:00Z'), now)).toBe(tick)
    expect(latestTick(quarterly, tick, now)).toBeUndefined()
    const yearly = parseCron('0 0 1 1 *')
    expect(latestTick(yearly, at('2025-11-22T10:00:00Z'), now)).toBeUndefined()
  })

  it.each(['* * * *', '61 * * * *', 'TZ=Nowhere/City 0 3 * * *', '@every 5m'])(
    'is refused when it is not one: %s',
    (source) => {
      expect(() => parseCron(source)).toThrow()
    },
  )
})
