import { eq, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'

/** More than this many is "99+" to whoever looks at the rail. */
const ATTENTION_CAP = 100

/** Orders that wait for a person, counted up to 100. */
export async function countOrdersNeedingAttention(): Promise<number> {
  const db = getDb()
  const capped = db
    .select({ id: orders.id })
    .from(orders)
    .where(eq(orders.status, 'blocked'))
    .limit(ATTENTION_CAP)
    .as('capped')
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(capped)
  return row?.count ?? 0
}
