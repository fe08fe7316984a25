import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COMPARISONS, GRANULARITIES, granularitiesFor, ReportInput } from './report-input'
import { reportRange } from './report-range'

const HOUR = 3_600_000
const later = new Date('2099-01-01T00:00:00Z')

function range(input: Partial<ReportInput>, now = later) {
  return reportRange(
    ReportInput.parse({
      from: '2026-11-22',
      to: '2026-11-22',
      timeZone: 'UTC',
      granularity: 'hour',
      ...input,
    }),
    now,
  )
}

test('has 23 or 25 points on days of 23 or 25 hours', () => {
  const zone = { timeZone: 'Europe/Berlin' }
  expect(range({ ...zone, from: '2026-03-29', to: '2026-03-29' }).points).toHaveLength(23)
  expect(range({ ...zone, from: '2026-10-25', to: '2026-10-25' }).points).toHaveLength(25)
  const quarters = range({ ...zone, from: '2026-10-25', to: '2026-10-25', granularity: '15m' })
  expect(quarters.points).toHaveLength(100)
})

test('starts days at the right instant in zones with a 45-minute offset', () => {
  const { start, end, points } = range({ timeZone: 'Asia/Kathmandu' })
  expect(start).toEqual(new Date('2026-11-21T18:15:00Z'))
  expect(end).toEqual(new Date('2026-11-22T18:15:00Z'))
  expect(points[1]?.start).toEqual(new Date('2026-11-21T19:15:00Z'))
})

test('starts points on full local hours in a zone with a half-hour daylight saving', () => {
  const day = { from: '2026-04-05', to: '2026-04-05', timeZone: 'Australia/Lord_Howe' }
  const { start, end, points } = range(day)
  expect(end.getTime() - start.getTime()).toBe(24.5 * HOUR)
  expect(points.at(-1)?.start).toEqual(new Date('2026-04-05T12:30:00Z'))
})

test('has no point for a day that a zone skipped', () => {
  const days = { from: '2011-12-29', to: '2011-12-31', timeZone: 'Pacific/Apia' }
  expect(range({ ...days, granularity: 'day' }).points).toHaveLength(2)
})

test('starts weeks on Monday and quarters in January, April, July and October', () => {
  const weeks = range({ from: '2026-11-18', to: '2026-11-24', granularity: 'week' })
  expect(weeks.points.map(({ start }) => start.toISOString().slice(0, 10))).toEqual([
    '2026-11-18',
    '2026-11-23',
  ])
  const quarters = range({ from: '2026-02-10', to: '2026-08-01', granularity: 'quarter' })
  expect(quarters.points.map(({ start }) => start.toISOString().slice(0, 10))).toEqual([
    '2026-02-10',
    '2026-04-01',
    '2026-07-01',
  ])
})

test('compares today so far with the same part of the same weekday', () => {
  const now = new Date('2026-11-22T13:37:00Z')
  const { until, compare } = range({ timeZone: 'Europe/Berlin', compare: 'weekdays' }, now)
  expect(until).toEqual(now)
  expect(compare?.until).toEqual(new Date('2026-11-15T13:37:00Z'))
  expect(compare?.start).toEqual(new Date('2026-11-14T23:00:00Z'))
})

test('compares up to the same local time across a daylight saving change', () => {
  const now = new Date('2026-10-26T11:00:00Z')
  const today = { from: '2026-10-26', to: '2026-10-26', timeZone: 'Europe/Berlin' }
  const { compare } = range({ ...today, compare: 'weekdays' }, now)
  expect(compare?.until).toEqual(new Date('2026-10-19T10:00:00Z'))
})

test('compares a month with the previous month, and other ranges with as many days', () => {
  const month = { from: '2026-03-01', to: '2026-03-31', granularity: 'month', compare: 'previous' }
  expect(range(month as Partial<ReportInput>).compare).toMatchObject({
    start: new Date('2026-02-01T00:00:00Z'),
    end: new Date('2026-03-01T00:00:00Z'),
  })
  const days = { from: '2026-03-11', to: '2026-03-20', granularity: 'day', compare: 'previous' }
  expect(range(days as Partial<ReportInput>).compare).toMatchObject({
    start: new Date('2026-03-01T00:00:00Z'),
    end: new Date('2026-03-11T00:00:00Z'),
  })
})

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Chatham',
  'America/Santiago',
]

test('leaves no gaps or overlaps between points, also in the comparison', () => {
  const inputs = fc.record({
    first: fc.integer({ min: 0, max: 3_000 }),
    days: fc.integer({ min: 1, max: 500 }),
    timeZone: fc.constantFrom(...ZONES),
    granularity: fc.constantFrom(...GRANULARITIES),
    compare: fc.constantFrom(...COMPARISONS),
  })
  const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10)
  fc.assert(
    fc.property(inputs, ({ first, days, ...rest }) => {
      const [from, to] = [day(first), day(first + days - 1)]
      fc.pre(granularitiesFor(from, to).includes(rest.granularity))
      const { compare, ...requested } = reportRange({ from, to, ...rest }, later)
      expect(requested.points.every(({ start, end }) => start < end)).toBe(true)
      for (const period of compare ? [requested, compare] : [requested]) {
        expect(period.points).toHaveLength(requested.points.length)
        expect(period.points.at(0)?.start).toEqual(period.start)
        expect(period.points.at(-1)?.end).toEqual(period.end)
        const broken = period.points.filter(
          ({ start, end }, i) =>
            start > end ||
            start.getTime() % 900_000 !== 0 ||
            (i > 0 && period.points[i - 1]?.end.getTime() !== start.getTime()),
        )
        expect(broken).toEqual([])
      }
    }),
    { numRuns: 80 },
  )
})

test('compares a repeated hour only once, also by 15 minutes', () => {
  const input = { from: '2026-11-01', to: '2026-11-01', timeZone: 'America/New_York' } as const
  const { compare } = reportRange({ ...input, granularity: '15m', compare: 'previous' }, later)
  const points = compare?.points ?? []
  expect(points).toHaveLength(100)
  expect(points.filter(({ start, end }) => start > end)).toEqual([])
  expect(points.filter(({ start, end }) => start < end)).toHaveLength(96)
})

test('explains invalid inputs', () => {
  const messageOf = (input: object) =>
    ReportInput.safeParse({
      from: '2026-01-01',
      to: '2026-01-31',
      timeZone: 'UTC',
      granularity: 'day',
      ...input,
    }).error?.issues[0]?.message
  expect(messageOf({})).toBeUndefined()
  expect(messageOf({ to: '2025-12-31' })).toBe('The end date must be on or after the start date.')
  expect(messageOf({ granularity: '15m' })).toMatch('more than 1500 data points')
  expect(messageOf({ timeZone: '+05:30' })).toBe('Unknown time zone.')
  expect(messageOf({ timeZone: 'Mars/Olympus' })).toBe('Unknown time zone.')
})
