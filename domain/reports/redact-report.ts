import { isAllowed, type Role } from '../staff/permissions'
import { DRILL_PERMISSIONS, DRILL_SETS, type Drill } from './report-drill'
import type { Cell, Report, Row, Section } from './report-model'

/**
 * Removes what a role may not see: amounts without `reports.money`, and drill-downs to rows that the
 * role may not list.
 */
export function redactReport(role: Role, report: Report): Report {
  if (DRILL_SETS.every((set) => isAllowed(role, DRILL_PERMISSIONS[set]))) return report
  const sections = isAllowed(role, 'reports.money')
    ? report.sections
    : report.sections.flatMap(withoutMoney)
  return { ...report, sections: sections.map((section) => redactDrills(role, section)) }
}

/** Removes the money columns, or the whole section if it has no other numbers. */
function withoutMoney(section: Section): Section[] {
  const columns = section.columns.filter(({ unit }) => unit !== 'money')
  const hasValues = columns.some(({ unit }) => unit !== 'text' && unit !== 'time')
  return hasValues ? [{ ...section, columns }] : []
}

function redactDrills(role: Role, section: Section): Section {
  const canList = ({ set }: Drill) => isAllowed(role, DRILL_PERMISSIONS[set])
  const visible = new Set(section.columns.map(({ key }) => key))
  const rows = section.rows.map((row): Row => {
    const cells = Object.entries(row.cells).flatMap(([name, cell]): [string, Cell][] => {
      if (!visible.has(name)) return []
      const { drill, ...bare } = cell
      return [[name, !drill || canList(drill) ? cell : bare]]
    })
    return { ...row, cells: Object.fromEntries(cells) }
  })
  const drills = Object.entries(section.drills ?? {}).filter(
    ([name, drill]) => visible.has(name) && canList(drill),
  )
  return { ...section, rows, ...(section.drills && { drills: Object.fromEntries(drills) }) }
}
