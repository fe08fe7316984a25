import { expect, test } from 'vitest'
import { relativeTime } from './relative-time'

const now = Date.UTC(2026, 10, 22, 12)
const said = (ms: number) => relativeTime(now + ms, now, 'en')

test('what has just happened is now, also where clocks differ', () => {
  expect([said(-20_000), said(0), said(20_000), said(50_000)]).toEqual(['now', 'now', 'now', 'now'])
})

test('minutes and hours, back and ahead, up to a day', () => {
  expect(said(-12 * 60_000)).toBe('12 min. ago')
  expect(said(2 * 3_600_000)).toBe('in 2 hr.')
  expect(said(-25 * 3_600_000)).toBeUndefined()
})
