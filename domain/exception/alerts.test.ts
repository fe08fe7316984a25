import { expect, test } from 'vitest'
import { isTimeZone } from '../working-hours/working-hours'
import { digestDay, sendableAt } from './alerts'

const BERLIN = { quietFrom: 22 * 60, quietUntil: 7 * 60, timeZone: 'Europe/Berlin' }

test.each([
  ['before midnight', '2026-11-22T22:30:00Z', '2026-11-23T06:00:00Z'],
  ['after midnight', '2026-11-23T02:00:00Z', '2026-11-23T06:00:00Z'],
  ['at the first quiet minute', '2026-11-22T21:00:00Z', '2026-11-23T06:00:00Z'],
  ['at the end', '2026-11-23T06:00:00Z', '2026-11-23T06:00:00Z'],
  ['by day', '2026-11-23T12:00:00Z', '2026-11-23T12:00:00Z'],
  ['in the night of the daylight saving change', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
])('an alert %s waits for the end of the quiet hours', (_, now, at) => {
  expect(sendableAt(new Date(now), BERLIN)).toEqual(new Date(at))
})

test('quiet hours may be within one day, and without them nothing is delayed', () => {
  const siesta = { quietFrom: 13 * 60, quietUntil: 15 * 60, timeZone: 'Asia/Kolkata' }
  expect(sendableAt(new Date('2026-11-22T08:00:00Z'), siesta)).toEqual(
    new Date('2026-11-22T09:30:00Z'),
  )
  const noon = new Date('2026-11-22T12:00:00Z')
  expect(sendableAt(noon, { ...siesta, quietFrom: null, quietUntil: null })).toEqual(noon)
})

test('a digest is due in the morning of its time zone', () => {
  const at = new Date('2026-11-22T23:30:00Z')
  expect(digestDay(at, 'Asia/Tokyo')).toBe('2026-11-23')
  expect(digestDay(at, 'Europe/Berlin')).toBeUndefined()
})

test('accepts only time zones the system knows', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true)
  expect(isTimeZone('Mars/Olympus')).toBe(false)
})
