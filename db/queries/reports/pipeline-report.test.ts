import { expect, test } from 'vitest'
import { ReportInput } from '@/server/domain/reports/report-input'
import { openTestDatabase } from '../../testing'
import { readReport } from './reports'

const { sql } = await openTestDatabase()

test('says which vendors are down, and for how long', async () => {
  await sql`insert into breakers (key, state, down_since)
    values ('carrier', 'open', now() - interval '90 seconds'), ('mail', 'closed', null)`
  const today = new Date().toISOString().slice(0, 10)
  const asked = { from: today, to: today, timeZone: 'UTC', granularity: 'hour' }
  const report = await readReport('pipeline', ReportInput.parse(asked))
  const rows = report.sections.find(({ id }) => id === 'vendors')?.rows
  expect(rows?.map(({ cells }) => cells.state?.value)).toEqual([
    'Wait: the vendor is down',
    'Go through',
  ])
  expect(rows?.[0]?.cells.down?.value).toBeGreaterThanOrEqual(89)
  expect(rows?.[1]?.cells.down?.value).toBeNull()
})
