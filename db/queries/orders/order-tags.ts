import { eq, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'
import type { OrderId } from '@/domain/ids'

/** The storefront's tags with staff changes applied, for the `set` of an order update. */
export function effectiveTags(fromStorefront: readonly string[]): SQL<string[]> {
  const given = sql.param([...fromStorefront], orders.tags)
  return sql`array(
    select tag from unnest(${given}::text[] || ${orders.addedTags}) with ordinality as given (tag, place)
    where tag <> all (${orders.removedTags}) group by tag order by min(place))`
}

/** Adds a tag to a locked order. */
export async function addOrderTag(tx: Executor, orderId: OrderId, tag: string): Promise<void> {
  await tx
    .update(orders)
    .set({
      tags: sql`${orders.tags} || ${tag}::text`,
      addedTags: sql`array_remove(${orders.addedTags}, ${tag}) || ${tag}::text`,
      removedTags: sql`array_remove(${orders.removedTags}, ${tag})`,
      updatedAt: sql`now()`,
    })
    .where(eq(orders.id, orderId))
}

/** Removes a tag from a locked order; a storefront tag stays removed in later snapshots. */
export async function removeOrderTag(tx: Executor, orderId: OrderId, tag: string): Promise<void> {
  await tx
    .update(orders)
    .set({
      tags: sql`array_remove(${orders.tags}, ${tag})`,
      addedTags: sql`array_remove(${orders.addedTags}, ${tag})`,
      removedTags: sql`array_remove(${orders.removedTags}, ${tag}) || ${tag}::text`,
      updatedAt: sql`now()`,
    })
    .where(eq(orders.id, orderId))
}
