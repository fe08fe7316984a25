import { isAllowed, type Role } from '../staff/permissions'
import { DRILL_PERMISSIONS, DRILL_SETS, type Drill } from './report-drill'
import type { Cell, Report, Row, Section } from './report-model'

/**
 * What somebody of a role sees of a report: without `reports.money` no sums of money, and behind a
 * number no rows that they may not list.
 */
export function reportSeenBy(role: Role, report: Report): Report {
  if (DRILL_SETS.every((set) => isAllowed(role, DRILL_PERMISSIONS[set]))) return report
  const sections = isAllowed(role, 'reports.money')
    ? report.sections
    : report.sections.flatMap(withoutMoney)
  return { ...report, sections: sections.map((section) => withOwnRows(role, section)) }
}

/** Nothing is left of a section that is of money alone. */
function withoutMoney(section: Section): Section[] {
  const columns = section.columns.filter(({ unit }) => unit !== 'money')
  const hasValues = columns.some(({ unit }) => unit !== 'text' && unit !== 'time')
  return hasValues ? [{ ...section, columns }] : []
}

function withOwnRows(role: Role, section: Section): Section {
  const isListed = ({ set }: Drill) => isAllowed(role, DRILL_PERMISSIONS[set])
  const kept = new Set(section.columns.map(({ key }) => key))
  const rows = section.rows.map((row): Row => {
    const own = Object.entries(row.cells).flatMap(([name, cell]): [string, Cell][] => {
      if (!kept.has(name)) return []
      const { drill, ...bare } = cell
      return [[name, !drill || isListed(drill) ? cell : bare]]
    })
    return { ...row, cells: Object.fromEntries(own) }
  })
  const drills = Object.entries(section.drills ?? {}).filter(
    ([name, drill]) => kept.has(name) && isListed(drill),
  )
  return { ...section, rows, ...(section.drills && { drills: Object.fromEntries(drills) }) }
}
