import { and, or, type SQL, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { bulkJobRows } from '@/db/schema/bulk'
import { orders } from '@/db/schema/orders/orders'
import type { OrderBulkAction } from '@/domain/bulk/bulk-jobs'
import type { OrderFilter } from '@/domain/order/order-filter'
import { filterConditions } from './order-conditions'
import { searchConditions } from './order-search'

/** The condition for all rows that the list shows for a filter, on all pages. */
function matches(filter: OrderFilter): SQL {
  const search = searchConditions(filter.search)
  const where = and(filterConditions(filter), search && or(search.exact, search.rest))
  return where ?? sql`true`
}

/** Adds the orders of a filter to a job; returns how many. */
export async function insertOrderRows(
  tx: Executor,
  jobId: string,
  filter: OrderFilter,
): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    with added as (
      insert into ${bulkJobRows} (job_id, subject_id)
      select ${jobId}, ${orders.id} from ${orders} where ${matches(filter)} returning 1
    ) select count(*)::int as count from added`)
  return row?.count ?? 0
}

/** Conditions for orders that an action would skip in their current state. */
const REFUSED: Record<OrderBulkAction, SQL> = {
  'orders.tag': sql`false`,
  'orders.hold': sql`status in ('on_hold', 'completed', 'canceled')`,
  'orders.release': sql`status <> 'on_hold'`,
  'orders.resend_receipt': sql`(email is null or not exists (
    select 1 from order_steps s
    where s.order_id = orders.id and s.step = 'notify' and s.status = 'done'))`,
}

/** Returns how many orders match a filter, and how many the action would skip. */
export async function countOrderRows(
  kind: OrderBulkAction,
  filter: OrderFilter,
): Promise<{ total: number; refused: number }> {
  const [row] = await getDb().execute<{ total: number; refused: number }>(sql`
    select count(*)::int as total, count(*) filter (where ${REFUSED[kind]})::int as refused
    from ${orders} where ${matches(filter)}`)
  return { total: row?.total ?? 0, refused: row?.refused ?? 0 }
}
