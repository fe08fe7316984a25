import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingMinutes,
  problemWithHours,
  TEAM_HOURS,
  type WorkingHours,
  workingMinutesBetween,
} from './working-hours'

const moments = fc.date({
  min: new Date('2024-01-01'),
  max: new Date('2029-12-31'),
  noInvalidDate: true,
})
const minutes = fc.integer({ min: 1, max: 3 * 24 * 60 })
const shift = fc.option(
  fc
    .tuple(fc.integer({ min: 240, max: 1430 }), fc.integer({ min: 1, max: 600 }))
    .map(([opens, length]) => ({ opens, closes: Math.min(opens + length, 24 * 60) })),
)
const tables: fc.Arbitrary<WorkingHours> = fc
  .record({
    timeZone: fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu'),
    week: fc.array(shift, { minLength: 7, maxLength: 7 }),
  })
  .filter(({ week }) => week.some(Boolean))

describe('working hours', () => {
  it('counts exactly what was added, in every zone and across DST changes', () => {
    fc.assert(
      fc.property(moments, minutes, tables, (from, added, hours) => {
        const until = addWorkingMinutes(from, added, hours)
        expect(workingMinutesBetween(from, until, hours)).toBeCloseTo(added, 6)
      }),
      { numRuns: 150 },
    )
  })

  it('is monotonic', () => {
    fc.assert(
      fc.property(moments, moments, minutes, (a, b, added) => {
        const [first, second] = a <= b ? [a, b] : [b, a]
        const ends = [
          addWorkingMinutes(first, added, TEAM_HOURS),
          addWorkingMinutes(second, added, TEAM_HOURS),
        ] as const
        expect(ends[0].getTime()).toBeGreaterThanOrEqual(first.getTime())
        expect(ends[0].getTime()).toBeLessThanOrEqual(ends[1].getTime())
      }),
      { numRuns: 100 },
    )
  })

  it('is additive: two parts equal the whole', () => {
    fc.assert(
      fc.property(moments, minutes, minutes, (from, one, two) => {
        const inParts = addWorkingMinutes(addWorkingMinutes(from, one, TEAM_HOURS), two, TEAM_HOURS)
        expect(inParts).toEqual(addWorkingMinutes(from, one + two, TEAM_HOURS))
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    ['within a day', '2026-11-18T15:00:00Z', 60, '2026-11-18T16:00:00Z'],
    ['over a night', '2026-11-18T22:30:00Z', 60, '2026-11-19T14:30:00Z'],
    ['over a weekend', '2026-11-20T22:30:00Z', 60, '2026-11-23T14:30:00Z'],
    ['from a Sunday', '2026-11-22T12:00:00Z', 60, '2026-11-23T15:00:00Z'],
    // Clocks in New York went forward on 8 March 2026: nine o'clock was at 13:00 UTC from then on.
    ['over the change to summer time', '2026-03-06T22:30:00Z', 60, '2026-03-09T13:30:00Z'],
  ])('%s', (_, from, added, until) => {
    expect(addWorkingMinutes(new Date(from), added, TEAM_HOURS).toISOString()).toBe(
      new Date(until).toISOString(),
    )
  })

  it('rejects a week without working time', () => {
    const week = TEAM_HOURS.week.map(() => null)
    expect(() => addWorkingMinutes(new Date(), 1, { timeZone: 'UTC', week })).toThrow(/no working/)
  })

  it('returns 0 for a range that goes backwards', () => {
    const now = new Date('2026-11-18T15:00:00Z')
    expect(workingMinutesBetween(now, new Date('2026-11-18T14:00:00Z'), TEAM_HOURS)).toBe(0)
    expect(addWorkingMinutes(now, 0, TEAM_HOURS)).toEqual(now)
  })

  it('rejects invalid working hours', () => {
    const { timeZone, week } = TEAM_HOURS
    const monday = (opens: number, closes: number) => [null, { opens, closes }, ...week.slice(2)]
    expect(problemWithHours(TEAM_HOURS)).toBeUndefined()
    expect(problemWithHours({ timeZone: 'Mars/Olympus', week })).toMatch(/not a known time zone/)
    expect(problemWithHours({ timeZone: '+02:00', week })).toMatch(/not a known time zone/)
    expect(problemWithHours({ timeZone, week: monday(600, 600) })).toMatch(/after opening time/)
    expect(problemWithHours({ timeZone, week: monday(600, 1441) })).toMatch(/after opening time/)
    expect(problemWithHours({ timeZone, week: monday(0, 1440) })).toBeUndefined()
    expect(problemWithHours({ timeZone, week: week.map(() => null) })).toMatch(/five working hours/)
  })
})
