import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReportInput } from './report-input'
import { REPORT_PAGES } from './report-pages'
import { RANGE_PRESETS, type ReportState, reportInputOf } from './report-state'
import { readSavedReport } from './saved-report'

const NOTHING: ReportState = {
  range: null,
  from: null,
  to: null,
  compare: null,
  by: null,
  tz: null,
  storefront: null,
  country: null,
  currency: null,
  gateway: null,
}
const at = (now: string, timeZone = 'UTC') => ({ now: new Date(now), timeZone })
const days = (state: Partial<ReportState>, when: ReturnType<typeof at>) => {
  const { from, to } = reportInputOf('sales', { ...NOTHING, ...state }, when)
  return `${from} ${to}`
}

test('today is the day of the zone, not of the server', () => {
  const late = '2026-11-22T22:30:00Z'
  expect(days({ range: 'today' }, at(late))).toBe('2026-11-22 2026-11-22')
  expect(days({ range: 'today' }, at(late, 'Asia/Kathmandu'))).toBe('2026-11-23 2026-11-23')
  expect(days({ range: 'today', tz: 'America/Lima' }, at(late, 'Asia/Tokyo'))).toBe(
    '2026-11-22 2026-11-22',
  )
})

test('presets move with the days', () => {
  const sunday = at('2026-11-22T12:00:00Z')
  expect(days({ range: '7d' }, sunday)).toBe('2026-11-16 2026-11-22')
  expect(days({ range: 'week' }, sunday)).toBe('2026-11-16 2026-11-22')
  expect(days({ range: 'last-month' }, sunday)).toBe('2026-10-01 2026-10-31')
  expect(days({ range: 'quarter' }, sunday)).toBe('2026-10-01 2026-11-22')
  expect(days({ range: 'year' }, sunday)).toBe('2026-01-01 2026-11-22')
  expect(days({ range: '12m' }, at('2024-02-29T12:00:00Z'))).toBe('2023-03-01 2024-02-29')
})

test('days of one’s own go before a preset; days in the wrong order are none', () => {
  const now = at('2026-11-22T12:00:00Z')
  const own = { range: 'today' as const, from: '2026-01-01', to: '2026-01-31' }
  expect(days(own, now)).toBe('2026-01-01 2026-01-31')
  expect(days({ ...own, to: '2025-01-01' }, now)).toBe('2026-11-22 2026-11-22')
})

test('whatever an address says, what is asked is a question that the server takes', () => {
  const word = fc.oneof(fc.constant(null), fc.string(), fc.constantFrom('DE', 'EUR', 'stripe'))
  const state = fc.record({
    range: fc.constantFrom(null, ...RANGE_PRESETS),
    from: fc.constantFrom(null, '2026-01-01', '2026-02-31', '1800-01-01', '2099-12-31'),
    to: fc.constantFrom(null, '2026-01-31', '2099-12-31', '2026-13-01'),
    compare: fc.constantFrom(null, 'none' as const, 'year' as const),
    by: fc.constantFrom(null, '15m' as const, 'hour' as const, 'year' as const),
    tz: fc.constantFrom(null, 'Mars/Olympus', '+05:45', 'Asia/Kolkata'),
    storefront: word,
    country: word,
    currency: word,
    gateway: word,
  })
  fc.assert(
    fc.property(state, fc.constantFrom(...REPORT_PAGES), (one, page) => {
      const input = reportInputOf(page, one, at('2026-11-22T12:00:00Z', 'Europe/Berlin'))
      expect(ReportInput.safeParse(input).success).toBe(true)
    }),
  )
})

test('of an address, only what means nothing counts as not said', () => {
  const now = at('2026-11-22T12:00:00Z', 'Europe/Berlin')
  const said = { range: '7d' as const, tz: 'Mars/Olympus', country: 'QQ', currency: 'EUR' }
  const input = reportInputOf('sales', { ...NOTHING, ...said }, now)
  expect(input).toMatchObject({ from: '2026-11-16', timeZone: 'Europe/Berlin', currency: 'EUR' })
  expect(input.country).toBeUndefined()
})

test('a saved report is read back as its page and state; anything else is none', () => {
  expect(readSavedReport('sales?range=7d&compare=year&country=DE')).toEqual({
    page: 'sales',
    state: { ...NOTHING, range: '7d', compare: 'year', country: 'DE' },
  })
  expect(readSavedReport('tax')).toEqual({ page: 'tax', state: NOTHING })
  expect(readSavedReport('sales?range=ages')?.state.range).toBeNull()
  expect(readSavedReport('payroll?range=7d')).toBeUndefined()
})
