import type { Drill } from './report-drill'
import type { Cell, Report, Row, Section } from './report-model'

/** A report on its way to a browser: text, because a serializer would walk every one of its cells. */
export type ReportText = { text: string }

/** In series the rows behind a column's cells differ in their span only: it is sent once. */
type SentSection = Section & { drills?: Record<string, Drill> }

/** Writes a report so that `readReportText` makes the same of it. */
export function writeReportText(report: Report): ReportText {
  const sections = report.sections.map((section) =>
    section.kind === 'series' ? withoutDrills(section) : section,
  )
  return { text: JSON.stringify({ ...report, sections }, tagged) }
}

/** Reads what `writeReportText` wrote. */
export function readReportText({ text }: ReportText): Report {
  const report = JSON.parse(text, untagged) as Report & { sections: SentSection[] }
  return { ...report, sections: report.sections.map((section) => withDrills(section, report)) }
}

function withoutDrills(section: Section): SentSection {
  const drills: Record<string, Drill> = {}
  const rows = section.rows.map((row): Row => {
    const cells = Object.entries(row.cells).map(([key, { drill, ...cell }]) => {
      if (drill) drills[key] ??= drill
      return [key, cell] as const
    })
    return { ...row, cells: Object.fromEntries(cells) }
  })
  return { ...section, rows, drills }
}

function withDrills({ drills, ...section }: SentSection, { range }: Report): Section {
  if (!drills) return section
  const rows = section.rows.map((row, i): Row => {
    const start = startOf(row)
    const end = startOf(section.rows[i + 1]) ?? range.end
    // What lies ahead has no rows yet.
    if (!start || start > range.until) return row
    const span = { from: start.toISOString(), to: end.toISOString() }
    const cells = Object.entries(row.cells).map(([key, cell]): [string, Cell] => {
      const drill = drills[key]
      return [
        key,
        drill ? { ...cell, drill: { ...drill, filter: { ...drill.filter, ...span } } } : cell,
      ]
    })
    return { ...row, cells: Object.fromEntries(cells) }
  })
  return { ...section, rows }
}

function startOf(row: Row | undefined): Date | undefined {
  const value = row?.cells.time?.value
  return value instanceof Date ? value : undefined
}

type Tagged = { $minor: string } | { $at: number }

function tagged(this: unknown, key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { $minor: String(value) } satisfies Tagged
  // JSON has made text of a date before it is asked.
  const before = (this as Record<string, unknown>)[key]
  return before instanceof Date ? ({ $at: before.getTime() } satisfies Tagged) : value
}

function untagged(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('$minor' in value) return BigInt(String(value.$minor))
  if ('$at' in value) return new Date(Number(value.$at))
  return value
}
