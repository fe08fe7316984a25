import { expect, test } from 'vitest'
import { relativeTime } from './relative-time'

const now = Date.UTC(2026, 10, 22, 12)
const format = (ms: number) => relativeTime(now + ms, now, 'en')

test('times within a minute are "now", in both directions', () => {
  expect([format(-20_000), format(0), format(20_000), format(50_000)]).toEqual([
    'now',
    'now',
    'now',
    'now',
  ])
})

test('formats minutes and hours, past and future, up to a day', () => {
  expect(format(-12 * 60_000)).toBe('12 min. ago')
  expect(format(2 * 3_600_000)).toBe('in 2 hr.')
  expect(format(-25 * 3_600_000)).toBeUndefined()
})
