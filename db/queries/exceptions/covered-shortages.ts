import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'

/** Lists the orders blocked by missing stock whose items are all in stock now, oldest first. */
export async function listCoveredShortages(tx: Executor, limit: number): Promise<string[]> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select e.order_id
    from exceptions e join orders o on o.id = e.order_id
    where e.kind = 'stock_short' and e.step = 'allocate' and o.status = 'blocked'
      and e.status not in ('resolved', 'ignored')
      and not exists (
        select from jsonb_to_recordset(e.detail -> 'items') as item (sku text, needed integer)
        left join products p on p.storefront_id = o.storefront_id and p.sku = item.sku
        where coalesce(p.on_hand - p.allocated, 0) < item.needed
      )
    order by e.opened_at limit ${limit}`)
  return Array.from(rows, (row) => String(row.order_id))
}
