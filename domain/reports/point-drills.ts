import type { Drill } from './report-drill'
import type { Cell, Report, Row, Section } from './report-model'

/**
 * Gives the cells of a report the rows behind them where their section tells these by column: in a
 * series those of the point's span, in a table those with the row's own values.
 */
export function withDrills(report: Report): Report {
  const sections = report.sections.map((section) =>
    section.drills ? withOwnDrills(section, report.range) : section,
  )
  return { ...report, sections }
}

function withOwnDrills(section: Section, range: Report['range']): Section {
  const columns = Object.entries(section.drills ?? {})
  const rows = section.rows.map((row, i): Row => {
    const narrow = section.kind === 'series' ? toSpan(section, i, range) : toValues(row)
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

/** What lies ahead has no rows yet. */
function toSpan({ rows }: Section, i: number, { end, until }: Report['range']): Narrow | undefined {
  const from = rows[i]?.key ?? ''
  if (new Date(from) > until) return undefined
  const span = { from, to: rows[i + 1]?.key ?? end.toISOString() }
  return (drill) => ({ ...drill, filter: { ...drill.filter, ...span } })
}

function toValues({ by }: Row): Narrow | undefined {
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
