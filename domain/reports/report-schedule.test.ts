import { expect, test } from 'vitest'
import { dueDay, firstDay } from './report-schedule'

const daily = { cadence: 'daily' as const, weekday: null, hour: 7, timeZone: 'Asia/Kathmandu' }
const weekly = { ...daily, cadence: 'weekly' as const, weekday: 1 }
const at = (text: string) => new Date(text)

test('is due from its hour in the time zone of the schedule', () => {
  // Kathmandu is 5:45 ahead: 01:14Z is 06:59 there.
  expect(dueDay(daily, '2026-11-22', at('2026-11-22T01:14:00Z'))).toBeUndefined()
  expect(dueDay(daily, '2026-11-22', at('2026-11-22T01:15:00Z'))).toBe('2026-11-22')
  expect(dueDay(daily, '2026-11-22', at('2026-11-22T23:00:00Z'))).toBe('2026-11-22')
  expect(dueDay(daily, '2026-11-22', at('2026-11-23T01:15:00Z'))).toBe('2026-11-23')
})

test('is due right after an hour skipped by daylight saving', () => {
  const berlin = { ...daily, hour: 2, timeZone: 'Europe/Berlin' }
  expect(dueDay(berlin, '2026-03-29', at('2026-03-29T00:59:00Z'))).toBeUndefined()
  expect(dueDay(berlin, '2026-03-29', at('2026-03-29T01:00:00Z'))).toBe('2026-03-29')
})

test('sends a Monday report until Wednesday and skips it from Thursday', () => {
  const due = (day: string) => dueDay(weekly, '2026-11-01', at(`${day}T02:00:00Z`))
  expect(due('2026-11-23')).toBe('2026-11-23')
  expect(due('2026-11-25')).toBe('2026-11-23')
  expect(due('2026-11-26')).toBeUndefined()
  expect(due('2026-11-29')).toBeUndefined()
})

test('is not due for days before the schedule was created', () => {
  const createdAt = at('2026-11-22T12:00:00Z')
  expect(firstDay(daily, createdAt)).toBe('2026-11-23')
  expect(dueDay(daily, firstDay(daily, createdAt), createdAt)).toBeUndefined()
  expect(firstDay({ ...daily, hour: 23 }, createdAt)).toBe('2026-11-22')
})
