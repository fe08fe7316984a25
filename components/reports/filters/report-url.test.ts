import fc from 'fast-check'
import { createLoader } from 'nuqs/server'
import { expect, test } from 'vitest'
import { COMPARISONS, GRANULARITIES } from '@/domain/reports/report-input'
import { RANGE_PRESETS } from '@/domain/reports/report-state'
import { readSavedReport } from '@/domain/reports/saved-report'
import { REPORT_URL, type ReportUrlState, reportQuery } from './report-url'

const load = createLoader(REPORT_URL)
const read = (query: string) => load(new URLSearchParams(query))

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const day = orNull(fc.constantFrom('2026-01-01', '2026-02-28', '2099-12-31'))
const states: fc.Arbitrary<ReportUrlState> = fc.record({
  range: orNull(fc.constantFrom(...RANGE_PRESETS)),
  from: day,
  to: day,
  compare: orNull(fc.constantFrom(...COMPARISONS)),
  by: orNull(fc.constantFrom(...GRANULARITIES)),
  tz: orNull(
    fc.constantFrom('UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'),
  ),
  storefront: orNull(fc.uuid()),
  country: orNull(fc.constantFrom('DE', 'US', 'NP')),
  currency: orNull(fc.constantFrom('EUR', 'JPY', 'KWD')),
  gateway: orNull(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' })),
})

test('round-trips every state through the query string', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(read(reportQuery(state))).toEqual(state)
    }),
  )
})

test('matches the state that saved reports and emails parse', () => {
  fc.assert(
    fc.property(states, (state) => {
      const saved = readSavedReport(`sales?${reportQuery(state)}`)
      expect(saved).toEqual({ page: 'sales', state })
    }),
  )
})

test('omits defaults and the question mark', () => {
  const empty = read('')
  expect(reportQuery(empty)).toBe('')
  expect(reportQuery({ ...empty, range: '28d', country: 'DE' })).toBe('range=28d&country=DE')
})

test('ignores malformed parameters', () => {
  const query =
    'range=ages&from=2026-13-01&to=yesterday&compare=mars&by=second&tz=1&storefront=x&country=de&currency=euro'
  expect(read(query)).toEqual(read(''))
})
