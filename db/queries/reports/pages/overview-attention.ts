import { sql } from 'drizzle-orm'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import { dueSoonUntil } from '@/domain/exception/due-state'
import { OVERVIEW_LABELS } from '@/domain/reports/labels/overview-labels'
import { sectionText } from '@/domain/reports/labels/page-labels'
import type { DrillFilter } from '@/domain/reports/report-drill'
import type { Cell, Row, Section } from '@/domain/reports/report-model'
import { approvalsPath, inboxPath, ordersViewPath } from '@/paths/routes'
import { conditions } from '../conditions'
import {
  drillFor,
  filterConditions,
  orderConditions,
  type ReportContext,
} from '../sections/report-context'

const { columns, values } = OVERVIEW_LABELS

/** Returns what needs attention now, regardless of the range, with links to where it is handled. */
export async function attention(context: ReportContext): Promise<Section> {
  const orders = await countOrders(context)
  const exceptions = await countExceptions(context)
  const refunds = await countRefunds(context)
  const blocked = ordersViewPath('status=blocked')
  const inProgress = ordersViewPath('status=processing,waiting')
  const drill = { set: 'refunds', filter: pendingRefunds(context) } as const
  return {
    ...sectionText(OVERVIEW_LABELS, 'attention'),
    kind: 'table',
    columns: [
      { key: 'what', ...columns.item, unit: 'text' },
      { key: 'count', ...columns.count, unit: 'count', better: 'down' },
    ],
    rows: [
      row('blocked', orders?.blocked, { link: blocked }),
      row('due', exceptions?.due, { link: inboxPath({ tab: 'due' }) }),
      row('open', exceptions?.open, { link: inboxPath({ tab: 'all' }) }),
      row('approvals', refunds?.requested, { link: approvalsPath() }),
      row('held', orders?.held, { link: ordersViewPath('status=on_hold') }),
      row('backlog', orders?.in_progress, { link: inProgress }),
      row('pending', refunds?.pending, { drill }),
    ],
  }
}

const row = (
  key: keyof typeof values.attention,
  value: number | undefined,
  target: Pick<Cell, 'link' | 'drill'>,
): Row => ({
  key,
  cells: { what: { value: values.attention[key] }, count: { value: value ?? 0, ...target } },
})

type Counts = Record<string, number>

async function countOrders(context: ReportContext): Promise<Counts | undefined> {
  const [counts] = await context.tx.execute<Counts>(sql`
    select count(*) filter (where status = 'blocked')::float8 as blocked,
      count(*) filter (where status = 'on_hold')::float8 as held,
      count(*) filter (where status in ('processing', 'waiting'))::float8 as in_progress
    from orders t where status in ('blocked', 'on_hold', 'processing', 'waiting')
      ${orderConditions(context)}`)
  return counts
}

async function countExceptions(context: ReportContext): Promise<Counts | undefined> {
  const { tx, now } = context
  const soon = dueSoonUntil(now, await findWorkHours(tx))
  const [counts] = await tx.execute<Counts>(sql`
    select count(*)::float8 as open,
      count(*) filter (where status in ('open', 'in_progress')
        and due_at <= ${soon.toISOString()}::timestamptz)::float8 as due
    from exceptions t where status not in ('resolved', 'ignored')
      ${conditions({ dimensions: [] }, filterConditions(context))}`)
  return counts
}

/** Counts each status in its own subquery, because each has its own index. */
async function countRefunds(context: ReportContext): Promise<Counts | undefined> {
  const ofOrders = orderConditions(context)
  const [counts] = await context.tx.execute<Counts>(sql`
    select (select count(*)::float8 from resolutions r join orders t on t.id = r.order_id
        where r.status = 'requested' ${ofOrders}) as requested,
      (select count(*)::float8 from resolutions r join orders t on t.id = r.order_id
        where r.status = 'pending' ${ofOrders}) as pending`)
  return counts
}

/** Returns the filter for refunds without an outcome, whenever they were requested. */
function pendingRefunds(context: ReportContext): DrillFilter {
  const where = { basis: 'refund', status: 'pending' }
  const { from: _, to: __, ...filter } = drillFor(context, 'refunds', where).filter
  return filter
}
