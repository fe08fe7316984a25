import type { Cell, Report, Row, Section } from './report-model'

/** Gives the cells of a report's series the rows behind them: those of their line, in their span. */
export function withDrills(report: Report): Report {
  const sections = report.sections.map((section) =>
    section.drills ? withPointDrills(section, report.range) : section,
  )
  return { ...report, sections }
}

function withPointDrills(section: Section, { end, until }: Report['range']): Section {
  const lines = Object.entries(section.drills ?? {})
  const rows = section.rows.map(({ key, cells }, i): Row => {
    // What lies ahead has no rows yet.
    if (new Date(key) > until) return { key, cells }
    const span = { from: key, to: section.rows[i + 1]?.key ?? end.toISOString() }
    const drilled: Record<string, Cell> = { ...cells }
    for (const [name, drill] of lines) {
      const cell = cells[name]
      if (cell)
        drilled[name] = { ...cell, drill: { ...drill, filter: { ...drill.filter, ...span } } }
    }
    return { key, cells: drilled }
  })
  return { ...section, rows }
}
