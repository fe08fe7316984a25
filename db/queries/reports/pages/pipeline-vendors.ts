import { sql } from 'drizzle-orm'
import { BREAKERS, type BreakerState, isBreakerKey } from '@/domain/pipeline/breaker'
import { sectionText } from '@/domain/reports/labels/page-labels'
import {
  BREAKER_CALL_LABELS,
  moreOutagesText,
  PIPELINE_LABELS,
} from '@/domain/reports/labels/pipeline-labels'
import type { Row, Section } from '@/domain/reports/report-model'
import type { ReportContext } from '../sections/report-context'

const MAX_OUTAGES = 50
const { columns, sections, values } = PIPELINE_LABELS

type RawRow = Record<string, unknown>

const nameOf = (key: string) => (isBreakerKey(key) ? BREAKERS[key].name : key)

/** Returns the vendors that have failed at least once, and whether calls to them are sent now. */
export async function vendorStatus({ tx, now }: ReportContext): Promise<Section> {
  const rows: Iterable<RawRow> = await tx.execute(sql`
    select key, state,
      extract(epoch from ${now.toISOString()}::timestamptz - down_since)::float8 as down
    from breakers order by key`)
  return {
    ...sectionText(PIPELINE_LABELS, 'vendors'),
    kind: 'table',
    columns: [
      { key: 'vendor', ...columns.vendor, unit: 'text' },
      { key: 'state', ...columns.state, unit: 'text' },
      { key: 'down', ...columns.downFor, unit: 'duration', better: 'down' },
    ],
    rows: [...rows].map((row) => ({
      key: String(row.key),
      cells: {
        vendor: { value: nameOf(String(row.key)) },
        state: { value: BREAKER_CALL_LABELS[row.state as BreakerState] },
        down: { value: row.down === null || row.state === 'closed' ? null : Number(row.down) },
      },
    })),
  }
}

/** Returns the vendor outages that overlap the range, newest first. */
export async function outages({ tx, range, now }: ReportContext): Promise<Section> {
  const [start, end] = [range.start.toISOString(), range.end.toISOString()]
  const result: Iterable<RawRow> = await tx.execute(sql`
    select id, key, (extract(epoch from began_at) * 1000)::float8 as began, ended_at is null as is_open,
      extract(epoch from coalesce(ended_at, greatest(began_at, ${now.toISOString()}::timestamptz))
        - began_at)::float8 as lasted,
      failed_probes, message, count(*) over ()::int as all
    from breaker_outages
    where began_at < ${end}::timestamptz and (ended_at is null or ended_at > ${start}::timestamptz)
    order by began_at desc, id limit ${MAX_OUTAGES}`)
  const rows = [...result]
  const others = Number(rows[0]?.all ?? 0) - rows.length
  const { note } = sections.outages
  return {
    ...sectionText(PIPELINE_LABELS, 'outages'),
    kind: 'table',
    note: others > 0 ? `${note} ${moreOutagesText(MAX_OUTAGES, others)}` : note,
    columns: [
      { key: 'vendor', ...columns.vendor, unit: 'text' },
      { key: 'began', ...columns.began, unit: 'time' },
      { key: 'lasted', ...columns.lasted, unit: 'duration', better: 'down' },
      { key: 'probes', ...columns.probes, unit: 'count', better: 'down' },
      { key: 'end', ...columns.outageStatus, unit: 'text' },
      { key: 'message', ...columns.message, unit: 'text' },
    ],
    rows: rows.map(outageRow),
  }
}

function outageRow(row: RawRow): Row {
  const { ongoing, ended } = values.outageStatus
  return {
    key: String(row.id),
    cells: {
      vendor: { value: nameOf(String(row.key)) },
      began: { value: new Date(Number(row.began)) },
      lasted: { value: Number(row.lasted) },
      probes: { value: Number(row.failed_probes) },
      end: { value: row.is_open ? ongoing : ended },
      message: { value: String(row.message) },
    },
  }
}
