import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReportInput } from './report-input'
import { REPORT_PAGES } from './report-pages'
import { RANGE_PRESETS, type ReportState, reportInputOf } from './report-state'
import { readSavedReport } from './saved-report'

const DEFAULTS: ReportState = {
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
  const { from, to } = reportInputOf('sales', { ...DEFAULTS, ...state }, when)
  return `${from} ${to}`
}

test('uses the day of the time zone, not of the server', () => {
  const late = '2026-11-22T22:30:00Z'
  expect(days({ range: 'today' }, at(late))).toBe('2026-11-22 2026-11-22')
  expect(days({ range: 'today' }, at(late, 'Asia/Kathmandu'))).toBe('2026-11-23 2026-11-23')
  expect(days({ range: 'today', tz: 'America/Lima' }, at(late, 'Asia/Tokyo'))).toBe(
    '2026-11-22 2026-11-22',
  )
})

test('resolves presets relative to today', () => {
  const sunday = at('2026-11-22T12:00:00Z')
  expect(days({ range: '7d' }, sunday)).toBe('2026-11-16 2026-11-22')
  expect(days({ range: 'week' }, sunday)).toBe('2026-11-16 2026-11-22')
  expect(days({ range: 'last-month' }, sunday)).toBe('2026-10-01 2026-10-31')
  expect(days({ range: 'quarter' }, sunday)).toBe('2026-10-01 2026-11-22')
  expect(days({ range: 'year' }, sunday)).toBe('2026-01-01 2026-11-22')
  expect(days({ range: '12m' }, at('2024-02-29T12:00:00Z'))).toBe('2023-03-01 2024-02-29')
})

test('prefers custom dates over a preset, and ignores them in the wrong order', () => {
  const now = at('2026-11-22T12:00:00Z')
  const custom = { range: 'today' as const, from: '2026-01-01', to: '2026-01-31' }
  expect(days(custom, now)).toBe('2026-01-01 2026-01-31')
  expect(days({ ...custom, to: '2025-01-01' }, now)).toBe('2026-11-22 2026-11-22')
})

test('always produces a valid input, whatever the URL contains', () => {
  const anyText = fc.oneof(fc.constant(null), fc.string(), fc.constantFrom('DE', 'EUR', 'stripe'))
  const state = fc.record({
    range: fc.constantFrom(null, ...RANGE_PRESETS),
    from: fc.constantFrom(null, '2026-01-01', '2026-02-31', '1800-01-01', '2099-12-31'),
    to: fc.constantFrom(null, '2026-01-31', '2099-12-31', '2026-13-01'),
    compare: fc.constantFrom(null, 'none' as const, 'year' as const),
    by: fc.constantFrom(null, '15m' as const, 'hour' as const, 'year' as const),
    tz: fc.constantFrom(null, 'Mars/Olympus', '+05:45', 'Asia/Kolkata'),
    storefront: anyText,
    country: anyText,
    currency: anyText,
    gateway: anyText,
  })
  fc.assert(
    fc.property(state, fc.constantFrom(...REPORT_PAGES), (urlState, page) => {
      const input = reportInputOf(page, urlState, at('2026-11-22T12:00:00Z', 'Europe/Berlin'))
      expect(ReportInput.safeParse(input).success).toBe(true)
    }),
  )
})

test('ignores only the invalid values of a URL', () => {
  const now = at('2026-11-22T12:00:00Z', 'Europe/Berlin')
  const partlyValid = { range: '7d' as const, tz: 'Mars/Olympus', country: 'QQ', currency: 'EUR' }
  const input = reportInputOf('sales', { ...DEFAULTS, ...partlyValid }, now)
  expect(input).toMatchObject({ from: '2026-11-16', timeZone: 'Europe/Berlin', currency: 'EUR' })
  expect(input.country).toBeUndefined()
})

test('parses a saved report, and ignores what it does not know', () => {
  expect(readSavedReport('sales?range=7d&compare=year&country=DE')).toEqual({
    page: 'sales',
    state: { ...DEFAULTS, range: '7d', compare: 'year', country: 'DE' },
  })
  expect(readSavedReport('tax')).toEqual({ page: 'tax', state: DEFAULTS })
  expect(readSavedReport('sales?range=ages')?.state.range).toBeNull()
  expect(readSavedReport('payroll?range=7d')).toBeUndefined()
})
