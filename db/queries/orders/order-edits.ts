import { and, eq, ilike, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { products } from '@/db/schema/fulfillment'
import { orderLines, orders } from '@/db/schema/orders'
import type { OrderId, OrderLineId, StorefrontId } from '@/domain/ids'

/** Stores an email address that a person corrected; storefront updates leave it alone from now. */
export async function saveEditedEmail(
  tx: Executor,
  orderId: OrderId,
  email: string,
  now: Date,
): Promise<void> {
  await tx
    .update(orders)
    .set({ email, emailEditedAt: now, updatedAt: now, version: sql`${orders.version} + 1` })
    .where(eq(orders.id, orderId))
}

/** Which product of ours is sent for a line. */
export async function saveFulfillSku(
  tx: Executor,
  lineId: OrderLineId,
  sku: string,
): Promise<void> {
  await tx.update(orderLines).set({ fulfillSku: sku }).where(eq(orderLines.id, lineId))
}

type Customs = { hsCode: string; originCountry: string }

/** What the customs form says about a line. */
export async function saveLineCustoms(
  tx: Executor,
  lineId: OrderLineId,
  customs: Customs,
): Promise<void> {
  await tx.update(orderLines).set(customs).where(eq(orderLines.id, lineId))
}

/** The same for a product, known or new: later orders of it find it there. */
export async function saveProductCustoms(
  tx: Executor,
  product: { storefrontId: StorefrontId; sku: string; title: string; grams: number },
  customs: Customs,
): Promise<void> {
  await tx
    .insert(products)
    .values({ ...product, ...customs })
    .onConflictDoUpdate({
      target: [products.storefrontId, products.sku],
      set: { ...customs, version: sql`${products.version} + 1` },
    })
}

/** Products of a storefront whose SKU or title holds the words, with what is free on the shelf. */
export function findProducts(
  tx: Executor,
  storefrontId: StorefrontId,
  search: string,
): Promise<{ sku: string; title: string; available: number }[]> {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return tx
    .select({
      sku: products.sku,
      title: products.title,
      available: sql<number>`${products.onHand} - ${products.allocated}`,
    })
    .from(products)
    .where(
      and(
        eq(products.storefrontId, storefrontId),
        or(ilike(products.sku, pattern), ilike(products.title, pattern)),
      ),
    )
    .orderBy(products.sku)
    .limit(20)
}
