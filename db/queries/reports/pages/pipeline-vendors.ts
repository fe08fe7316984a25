import { sql } from 'drizzle-orm'
import { BREAKERS, type BreakerState, isBreakerKey } from '@/domain/pipeline/breaker'
import type { Section } from '@/domain/reports/report-model'
import type { Question } from './question'

const MAX_OUTAGES = 50

const BREAKER_LABELS: Record<BreakerState, string> = {
  closed: 'Go through',
  open: 'Wait: the vendor is down',
  probing: 'Wait: a probe is under way',
  draining: 'Go through one after another',
}

const nameOf = (key: string) => (isBreakerKey(key) ? BREAKERS[key].name : key)

/** Vendors that failed at some time, and whether calls to them go through at this moment. */
export async function vendorsNow({ tx, now }: Question): Promise<Section> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select key, state,
      extract(epoch from ${now.toISOString()}::timestamptz - down_since)::float8 as down
    from breakers order by key`)
  return {
    id: 'vendors',
    title: 'Vendors now',
    kind: 'table',
    empty: 'No vendor has failed yet.',
    note: 'Those that failed at some time. While a vendor is down its calls wait, and one probe at a time asks for it.',
    columns: [
      { key: 'vendor', label: 'Vendor', unit: 'text' },
      { key: 'state', label: 'Calls', unit: 'text' },
      { key: 'down', label: 'Down for', unit: 'duration', better: 'down' },
    ],
    rows: [...rows].map((row) => ({
      key: String(row.key),
      cells: {
        vendor: { value: nameOf(String(row.key)) },
        state: { value: BREAKER_LABELS[row.state as BreakerState] },
        down: { value: row.down === null || row.state === 'closed' ? null : Number(row.down) },
      },
    })),
  }
}

/** When calls to vendors had to wait: the outages that touch the range, the newest first. */
export async function outages({ tx, range, now }: Question): Promise<Section> {
  const [start, end] = [range.start.toISOString(), range.end.toISOString()]
  const found: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select id, key, (extract(epoch from began_at) * 1000)::float8 as began, ended_at is null as is_open,
      extract(epoch from coalesce(ended_at, greatest(began_at, ${now.toISOString()}::timestamptz))
        - began_at)::float8 as lasted,
      failed_probes, message, count(*) over ()::int as all
    from breaker_outages
    where began_at < ${end}::timestamptz and (ended_at is null or ended_at > ${start}::timestamptz)
    order by began_at desc, id limit ${MAX_OUTAGES}`)
  const rows = [...found]
  const others = Number(rows[0]?.all ?? 0) - rows.length
  return {
    id: 'outages',
    title: 'Outages of vendors',
    kind: 'table',
    note: `From the first failure until a probe was answered; meanwhile calls waited.${
      others > 0 ? ` The newest ${MAX_OUTAGES}; there are ${others} more.` : ''
    }`,
    columns: [
      { key: 'vendor', label: 'Vendor', unit: 'text' },
      { key: 'began', label: 'Began', unit: 'time' },
      { key: 'lasted', label: 'Lasted', unit: 'duration', better: 'down' },
      { key: 'probes', label: 'Probes that failed', unit: 'count', better: 'down' },
      { key: 'end', label: 'Now', unit: 'text' },
      { key: 'message', label: 'What it said', unit: 'text' },
    ],
    rows: rows.map((row) => ({
      key: String(row.id),
      cells: {
        vendor: { value: nameOf(String(row.key)) },
        began: { value: new Date(Number(row.began)) },
        lasted: { value: Number(row.lasted) },
        probes: { value: Number(row.failed_probes) },
        end: { value: row.is_open ? 'Still down' : 'Over' },
        message: { value: String(row.message) },
      },
    })),
  }
}
