import type postgres from 'postgres'
import { expect } from 'vitest'
import { BIN_ERROR } from '@/domain/reports/histogram'
import type { ReportInput } from '@/domain/reports/report-input'
import type { Cell, CellValue, Report, Section } from '@/domain/reports/report-model'
import type { Plain } from './maths'
import { PLAIN_PAGES } from './pages'
import { OF_THIS_MOMENT, PLAIN_PEOPLE } from './people'
import { readRows, type Span } from './rows'

/** Checks every section that has a plain way to it, in the range, its points and its comparison. */
export async function expectPlainPage(sql: postgres.Sql, input: ReportInput, report: Report) {
  const rows = await readRows(sql, input)
  const plain = { ...PLAIN_PAGES[report.page]?.(rows), ...PLAIN_PEOPLE[report.page]?.(rows) }
  for (const section of report.sections) {
    const own = plain[section.id]
    if (own) expectSection(report, section, own)
  }
}

function expectSection(report: Report, section: Section, plain: (span: Span) => Plain) {
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
        plain({ start, end }).get('all'),
      )
    })
    return
  }
  const isCompared = before && !OF_THIS_MOMENT.includes(section.id)
  const [now, then] = [plain(range), isCompared ? plain(before) : undefined]
  const keys = new Set(section.rows.map(({ key }) => key))
  for (const [key, cells] of now)
    if (Object.values(cells).some((value) => value && BigInt(Math.ceil(Number(value))) !== 0n))
      expect(keys, `${report.page} ${section.id}`).toContain(key)
  for (const { key, cells } of section.rows) {
    expectCells(`${report.page} ${section.id} ${key}`, cells, now.get(key))
    if (!then) continue
    const compared = Object.entries(cells).map(([name, cell]) => [
      name,
      { value: cell.compare ?? null },
    ])
    expectCells(
      `${report.page} ${section.id} ${key} before`,
      Object.fromEntries(compared),
      then.get(key),
    )
  }
}

function expectCells(
  name: string,
  cells: Record<string, Cell>,
  plain: Record<string, CellValue> = {},
) {
  for (const [key, value] of Object.entries(plain)) {
    const found = cells[key]?.value ?? null
    if (key.includes(':p') && value !== null) {
      const off = Math.abs(Number(found) - Number(value))
      // What took less than a millisecond counts as one.
      expect(off, `${name} ${key}`).toBeLessThanOrEqual(Number(value) * (BIN_ERROR + 1e-9) + 0.001)
    } else expect(found, `${name} ${key}`).toEqual(value)
  }
}
