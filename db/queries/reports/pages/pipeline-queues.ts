import { sql } from 'drizzle-orm'
import { sectionText } from '@/domain/reports/labels/page-labels'
import { PIPELINE_LABELS } from '@/domain/reports/labels/pipeline-labels'
import type { Row, Section } from '@/domain/reports/report-model'
import type { ReportContext } from '../sections/report-context'

const { columns, values } = PIPELINE_LABELS

type QueueState = Record<'n' | 'age', number | null>

/** Returns the lengths of the queues now, and the age of their oldest entry in seconds. */
export async function queues({ tx, now }: ReportContext): Promise<Section> {
  const [outbox] = await tx.execute<QueueState>(sql`
    select count(*)::float8 as n,
      extract(epoch from ${now.toISOString()}::timestamptz - min(created_at))::float8 as age
    from outbox where sent_at is null`)
  const [webhooks] = await tx.execute<QueueState>(sql`
    select count(*)::float8 as n,
      extract(epoch from ${now.toISOString()}::timestamptz - min(received_at))::float8 as age
    from webhooks where status = 'received'`)
  const [runs] = await tx.execute<QueueState>(sql`
    select count(*)::float8 as n,
      extract(epoch from ${now.toISOString()}::timestamptz - min(created_at))::float8 as age
    from runner_runs where finished_at is null`)
  return {
    ...sectionText(PIPELINE_LABELS, 'queues'),
    kind: 'table',
    columns: [
      { key: 'what', ...columns.queue, unit: 'text' },
      { key: 'count', ...columns.count, unit: 'count', better: 'down' },
      { key: 'age', ...columns.oldest, unit: 'duration', better: 'down' },
    ],
    rows: [queueRow('webhooks', webhooks), queueRow('outbox', outbox), queueRow('runs', runs)],
  }
}

function queueRow(key: keyof typeof values.queues, state: QueueState | undefined): Row {
  const age = state?.age ?? null
  return {
    key,
    cells: {
      what: { value: values.queues[key] },
      count: { value: state?.n ?? 0 },
      age: { value: age === null ? null : Math.max(0, age) },
    },
  }
}
