import { eq, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'

/** The sidebar shows "99+" from this count. */
const MAX_COUNTED = 100

/** Counts blocked orders, up to 100. */
export async function countOrdersNeedingAttention(): Promise<number> {
  const db = getDb()
  const capped = db
    .select({ id: orders.id })
    .from(orders)
    .where(eq(orders.status, 'blocked'))
    .limit(MAX_COUNTED)
    .as('capped')
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(capped)
  return row?.count ?? 0
}
