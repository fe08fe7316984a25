import { sql } from 'drizzle-orm'
import { INBOX_AGES } from '@/domain/exception/inbox'
import { AGE_BAND_LABELS, EXCEPTIONS_LABELS } from '@/domain/reports/labels/exceptions-labels'
import { sectionText } from '@/domain/reports/labels/page-labels'
import type { Section } from '@/domain/reports/report-model'
import { inboxPath } from '@/paths/routes'
import { conditions } from '../conditions'
import { filterConditions, type ReportContext } from '../sections/report-context'

const { columns } = EXCEPTIONS_LABELS
const DIMENSIONS = { dimensions: ['kind', 'stage'] }

/** Returns the exceptions open now, regardless of the range, by age band. */
export async function exceptionBacklog(context: ReportContext): Promise<Section> {
  const bands = await countByAgeBand(context)
  const ages = Object.keys(INBOX_AGES)
  return {
    ...sectionText(EXCEPTIONS_LABELS, 'backlog'),
    kind: 'table',
    columns: [
      { key: 'age', ...columns.age, unit: 'text' },
      { key: 'open', ...columns.open, unit: 'count', better: 'down' },
      { key: 'late', ...columns.late, unit: 'count', better: 'down' },
    ],
    rows: AGE_BAND_LABELS.map((label, i) => {
      const minAge = ages[i - 1]
      const link = inboxPath({ tab: 'all', ...(minAge && { age: minAge }) })
      return {
        key: String(i),
        cells: {
          age: { value: label },
          open: { value: Number(bands.get(i)?.n ?? 0), link },
          late: { value: Number(bands.get(i)?.late ?? 0) },
        },
      }
    }),
  }
}

async function countByAgeBand(context: ReportContext) {
  const { tx, now } = context
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select width_bucket(extract(epoch from ${now.toISOString()}::timestamptz - t.opened_at) / 3600,
        array[1, 24, 72, 168]) as band,
      count(*)::float8 as n, count(*) filter (where t.due_at < ${now.toISOString()}::timestamptz)::float8 as late
    from exceptions t
    where t.status not in ('resolved', 'ignored') ${conditions(DIMENSIONS, filterConditions(context))}
    group by 1 order by 1`)
  return new Map([...rows].map((row) => [Number(row.band), row]))
}
