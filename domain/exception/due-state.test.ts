import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addWorkingMinutes, TEAM_HOURS } from '../working-hours/working-hours'
import { dueSoonUntil, formatDue } from './due-state'

// A Wednesday, 10:00 in New York.
const NOW = new Date('2026-11-18T15:00:00Z')

it.each([
  [10, 'soon', 'due in 10 min'],
  [120, 'soon', 'due in 2 h'],
  [130, 'later', 'due in 2 h 10'],
  [24 * 60, 'later', 'due in 24 h'],
])('%i working minutes ahead is %s', (minutes, state, text) => {
  expect(formatDue(addWorkingMinutes(NOW, minutes, TEAM_HOURS), NOW, TEAM_HOURS)).toEqual({
    state,
    text,
  })
})

it('shows the working time since the due date', () => {
  const friday = new Date('2026-11-13T22:30:00Z')
  // Half an hour on Friday, nine hours each on Monday and Tuesday, one on Wednesday.
  expect(formatDue(friday, NOW, TEAM_HOURS)).toEqual({ state: 'overdue', text: 'overdue by 19 h' })
})

it('counts as due soon exactly what is before the limit of the list', () => {
  fc.assert(
    fc.property(fc.integer({ min: -600, max: 1200 }), (minutes) => {
      const dueAt = new Date(NOW.getTime() + minutes * 60_000)
      const isListed = dueAt <= dueSoonUntil(NOW, TEAM_HOURS)
      expect(formatDue(dueAt, NOW, TEAM_HOURS).state !== 'later').toBe(isListed)
    }),
  )
})
