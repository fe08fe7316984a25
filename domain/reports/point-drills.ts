import type { Drill } from './report-drill'
import type { Cell, Report, Row, Section } from './report-model'

/**
 * Gives each cell its own drill-down where the section has one for the column: in a series narrowed
 * to the span of the point, in a table to the dimension values of the row.
 */
export function withDrills(report: Report): Report {
  const sections = report.sections.map((section) =>
    section.drills ? withCellDrills(section, report.range) : section,
  )
  return { ...report, sections }
}

function withCellDrills(section: Section, range: Report['range']): Section {
  const columns = Object.entries(section.drills ?? {})
  const rows = section.rows.map((row, i): Row => {
    const narrow = section.kind === 'series' ? narrowToSpan(section, i, range) : narrowToRow(row)
    if (!narrow) return row
    const cells: Record<string, Cell> = { ...row.cells }
    for (const [name, drill] of columns) {
      const cell = cells[name]
      if (cell) cells[name] = { ...cell, drill: narrow(drill) }
    }
    return { ...row, cells }
  })
  return { ...section, rows }
}

type Narrow = (drill: Drill) => Drill

/** Returns undefined for a point in the future, which has no rows yet. */
function narrowToSpan(
  { rows }: Section,
  i: number,
  { end, until }: Report['range'],
): Narrow | undefined {
  const from = rows[i]?.key ?? ''
  if (new Date(from) > until) return undefined
  const span = { from, to: rows[i + 1]?.key ?? end.toISOString() }
  return (drill) => ({ ...drill, filter: { ...drill.filter, ...span } })
}

function narrowToRow({ by }: Row): Narrow | undefined {
  if (!by) return undefined
  const { storefront_id: storefront, country, currency, gateway, ...own } = by
  const common = Object.fromEntries(
    Object.entries({ storefront, country, currency, gateway }).filter(
      ([, value]) => value !== undefined,
    ),
  )
  const hasOwn = Object.keys(own).length > 0
  return ({ set, filter }) => ({
    set,
    filter: { ...filter, ...common, ...(hasOwn && { where: { ...filter.where, ...own } }) },
  })
}
