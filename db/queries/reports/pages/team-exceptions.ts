import { sql } from 'drizzle-orm'
import type { StaffId } from '@/domain/ids'
import { sectionText } from '@/domain/reports/labels/page-labels'
import { TEAM_LABELS } from '@/domain/reports/labels/team-labels'
import type { Section } from '@/domain/reports/report-model'
import { conditions } from '../conditions'
import { sumRowsBy } from '../raw-sums'
import type { SumRow } from '../read-topic'
import { count, type Measure } from '../sections/measures'
import { withPercentiles } from '../sections/percentiles'
import { filterConditions, type ReportContext, wholeSpans } from '../sections/report-context'
import { CLOSED } from '../sections/row-filters'
import { tableSection } from '../sections/sections'
import { countIn, groupRows, largestFirst } from '../sections/tallies'

const { columns } = TEAM_LABELS

const MEASURES: Measure[] = [
  count('closed', columns.closed, { compute: countIn('closed'), drill: CLOSED }),
  count('returned', columns.returned, {
    compute: countIn('returned'),
    better: 'down',
    drill: { set: 'exceptions', where: { ...CLOSED.where, recurred: 'yes' } },
  }),
  count('open', columns.open, { compute: countIn('open') }),
]

/** Returns closed and open exceptions by staff member. */
export async function exceptionsByPerson(
  context: ReportContext,
  nameOf: (staffId: StaffId) => string,
): Promise<Section> {
  const closed = await readClosed(context)
  const open = await readOpen(context)
  const rows = [...closed.map(closedCounters), ...open]
  const section = tableSection(context, {
    ...sectionText(TEAM_LABELS, 'handled'),
    dimensions: [{ key: 'person', ...columns.person }],
    valueLabels: { person: nameOf },
    measures: MEASURES,
    groups: largestFirst(groupRows(rows, ['person']), countIn('closed')),
  })
  return withPercentiles(context, section, 'resolve', columns.resolution, ({ key }) =>
    closed.filter(({ by }) => by.person === key && by.outcome === 'resolved'),
  )
}

/** Reads the closed exceptions that a staff member worked on, by that person. */
async function readClosed(context: ReportContext): Promise<SumRow[]> {
  const rows = await sumRowsBy(context, {
    ...CLOSED,
    by: ['person', 'recurred', 'outcome', 'bin'],
    sums: [],
  })
  return rows
    .filter(({ by }) => by.person !== '')
    .map((row): SumRow => ({ ...row, bins: new Map([[Number(row.by.bin), row.n]]) }))
}

function closedCounters(row: SumRow): SumRow {
  const n = BigInt(row.n)
  return { ...row, sums: { closed: n, returned: row.by.recurred === 'yes' ? n : 0n } }
}

async function readOpen(context: ReportContext): Promise<SumRow[]> {
  const where = conditions({ dimensions: [] }, filterConditions(context))
  const rows: Iterable<Record<string, unknown>> = await context.tx.execute(sql`
    select t.assignee_id::text as person, count(*)::float8 as n from exceptions t
    where t.status not in ('resolved', 'ignored') and t.assignee_id is not null ${where}
    group by 1`)
  // Counted now, so the number is the same for the range and its comparison.
  return [...rows].flatMap((row) =>
    wholeSpans(context).map((_, span) => ({
      span,
      by: { person: String(row.person) },
      n: 0,
      sums: { open: BigInt(Number(row.n)) },
    })),
  )
}
