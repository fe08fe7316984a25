import type postgres from 'postgres'
import { expect } from 'vitest'
import type { ReportInput } from '@/domain/reports/report-input'
import type { Cell, CellValue, Report, Section } from '@/domain/reports/report-model'
import { BIN_ERROR } from '@/domain/reports/rollups/histogram'
import type { ExpectedRows } from './maths'
import { EXPECTED_PAGES } from './pages'
import { CURRENT_STATE_SECTIONS, EXPECTED_PEOPLE } from './people'
import { readRows, type Span } from './rows'

/** Checks every section with an expected result, in the range, its points and its comparison. */
export async function expectReportPage(sql: postgres.Sql, input: ReportInput, report: Report) {
  const rows = await readRows(sql, input)
  const expected = {
    ...EXPECTED_PAGES[report.page]?.(rows),
    ...EXPECTED_PEOPLE[report.page]?.(rows),
  }
  for (const section of report.sections) {
    const compute = expected[section.id]
    if (compute) expectSection(report, section, compute)
  }
}

function expectSection(report: Report, section: Section, compute: (span: Span) => ExpectedRows) {
  const { range } = report
  const before = range.compare && { start: range.compare.start, end: range.compare.until }
  if (section.kind === 'series') {
    section.rows.forEach((row, i) => {
      const start = row.cells.time?.value as Date
      const end = (section.rows[i + 1]?.cells.time?.value as Date | undefined) ?? range.end
      if (start > range.until) return
      expectCells(
        `${report.page} ${section.id} ${row.key}`,
        row.cells,
        compute({ start, end }).get('all'),
      )
    })
    return
  }
  const isCompared = before && !CURRENT_STATE_SECTIONS.includes(section.id)
  const [current, previous] = [compute(range), isCompared ? compute(before) : undefined]
  const keys = new Set(section.rows.map(({ key }) => key))
  for (const [key, cells] of current)
    if (Object.values(cells).some((value) => value && BigInt(Math.ceil(Number(value))) !== 0n))
      expect(keys, `${report.page} ${section.id}`).toContain(key)
  for (const { key, cells } of section.rows) {
    expectCells(`${report.page} ${section.id} ${key}`, cells, current.get(key))
    if (!previous) continue
    const compared = Object.entries(cells).map(([name, cell]) => [
      name,
      { value: cell.compare ?? null },
    ])
    expectCells(
      `${report.page} ${section.id} ${key} before`,
      Object.fromEntries(compared),
      previous.get(key),
    )
  }
}

function expectCells(
  name: string,
  cells: Record<string, Cell>,
  expected: Record<string, CellValue> = {},
) {
  for (const [key, value] of Object.entries(expected)) {
    const actual = cells[key]?.value ?? null
    if (key.includes(':p') && value !== null) {
      const error = Math.abs(Number(actual) - Number(value))
      // Durations below a millisecond are binned as one.
      expect(error, `${name} ${key}`).toBeLessThanOrEqual(
        Number(value) * (BIN_ERROR + 1e-9) + 0.001,
      )
    } else expect(actual, `${name} ${key}`).toEqual(value)
  }
}
