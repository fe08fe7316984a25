import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { listShifts, shiftEnv } from './shifted-clock'
import { listTimeTests, mentionsTime } from './time-tests'

const shifts = listShifts(Date.UTC(2026, 11, 1, 12))
const { AFTERCART_CLOCK_START: start, TZ: timeZone } = process.env

test('every shift is ahead of the dates in the tests', () => {
  expect(shifts.map(({ startsAt }) => startsAt)).toEqual([
    '2028-01-05T12:00:00.000Z',
    '2028-02-29T23:58:00.000Z',
    '2028-03-12T06:55:00.000Z',
  ])
  const [, february, march] = listShifts(Date.UTC(2027, 1, 10))
  expect(february?.startsAt).toBe('2029-02-28T23:58:00.000Z')
  expect(march?.startsAt).toBe('2029-03-11T06:55:00.000Z')
})

test.each(shifts)('a process runs under the shift $name, and so do its children', (shift) => {
  const script = `
    const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions()
    const times = [Date.now(), +new Date(), Date.parse(Date())]
    const isDate = new Date() instanceof Date && structuredClone(new Date()) instanceof Date
    const child = require('child_process').execFileSync(process.execPath, ['-p', 'Date.now()'])
    JSON.stringify({ times: [...times, Number(child)], timeZone, locale, isDate })`
  const env = { ...process.env, ...shiftEnv(shift) }
  delete env.AFTERCART_CLOCK_OFFSET_MS
  const said = JSON.parse(execFileSync(process.execPath, ['-p', script], { env, encoding: 'utf8' }))
  for (const time of said.times) {
    expect(time).toBeGreaterThanOrEqual(Date.parse(shift.startsAt) - 1_000)
    expect(time).toBeLessThan(Date.parse(shift.startsAt) + 60_000)
  }
  expect(said.timeZone).toMatch(/^(Asia\/Kath?mandu|UTC|America\/New_York)$/)
  expect(said.locale).toBe(shift.locale.slice(0, 5).replace('_', '-'))
  expect(said.isDate).toBe(true)
})

test('SQL runs on the clock of Node.js', async () => {
  const { sql } = await openTestDatabase()
  const [times = {}] = await sql`
    select now(), transaction_timestamp(), statement_timestamp(), clock_timestamp()`
  expect(Object.keys(times)).toHaveLength(4)
  for (const time of Object.values(times))
    expect(Math.abs(time.getTime() - Date.now())).toBeLessThan(60_000)
  await sql`create table written (at timestamptz default now())`
  const [row] = await sql`insert into written default values returning at`
  expect(Math.abs(row?.at.getTime() - Date.now())).toBeLessThan(60_000)
})

test.runIf(start)('this process runs under its shift', async () => {
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(start ?? ''))
  expect(Date.now()).toBeLessThan(Date.parse(start ?? '') + 600_000)
  const { sql } = await openTestDatabase()
  expect(await sql`show timezone`).toEqual([{ TimeZone: timeZone }])
})

test.each([
  ["new Date('2026-11-24T13:30:00Z')", true],
  ['const today = new Date()', true],
  ['Date.now() - 5', true],
  ['Intl.DateTimeFormat().resolvedOptions()', true],
  ['price.toLocaleString()', true],
  ["{ timeZone: 'UTC' }", true],
  ['new Date(ms)', false],
  ["now() - interval '1 minute'", false],
  ['performance.now()', false],
  ['order 2026-11', false],
])('%j mentions time: %s', (source, expected) => {
  expect(mentionsTime(source)).toBe(expected)
})

test('the tests that mention time are found by their source', () => {
  const found = listTimeTests(process.cwd())
  expect(found).toContain('test/support/shifted-clock.test.ts')
  expect(found.length).toBeGreaterThan(30)
  expect(found.some((file) => file.startsWith('e2e/'))).toBe(false)
})
