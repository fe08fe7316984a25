import { sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { ORDER_VIEW_NAMES, type OrderView } from '@/domain/order/order-views'
import { VIEW_CONDITIONS } from './order-conditions'

/** Returns the number of orders per tab from the counters, without reading orders. */
export async function countOrderViews(): Promise<Record<OrderView, number>> {
  const sums = ORDER_VIEW_NAMES.map((view) => {
    const where = VIEW_CONDITIONS[view]
    const filter = where ? sql` filter (where ${where})` : sql``
    return sql`coalesce(sum(count)${filter}, 0)::float8 as ${sql.identifier(view)}`
  })
  const [row] = await getDb().execute<Record<OrderView, number>>(sql`
    select ${sql.join(sums, sql`, `)} from (
      select status, payment_status, fulfillment_status, count from order_counts
      union all select status, payment_status, fulfillment_status, change from order_count_changes
    ) counted`)
  if (!row) throw new Error('A sum gave no row.')
  return row
}

/** Folds pending counter changes; returns how many. */
export async function foldOrderCounts(tx: Executor): Promise<number> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    with taken as (
      delete from order_count_changes returning status, payment_status, fulfillment_status, change
    ), folded as (
      insert into order_counts as kept (status, payment_status, fulfillment_status, count)
      select status, payment_status, fulfillment_status, sum(change) from taken group by 1, 2, 3
      order by 1, 2, 3
      on conflict (status, payment_status, fulfillment_status)
      do update set count = kept.count + excluded.count
    )
    select count(*)::int as folded from taken`)
  return Number([...rows][0]?.folded ?? 0)
}
