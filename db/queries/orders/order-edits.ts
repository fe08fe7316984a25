import { and, eq, ilike, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { products } from '@/db/schema/fulfillment'
import { orderLines } from '@/db/schema/orders/order-lines'
import { orders } from '@/db/schema/orders/orders'
import type { OrderId, OrderLineId, StorefrontId } from '@/domain/ids'

/** Saves an email address edited by staff; storefront updates no longer overwrite it. */
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

/** Saves the product that fulfills a line. */
export async function saveFulfillSku(
  tx: Executor,
  lineId: OrderLineId,
  sku: string,
): Promise<void> {
  await tx.update(orderLines).set({ fulfillSku: sku }).where(eq(orderLines.id, lineId))
}

type Customs = { hsCode: string; originCountry: string }

/** Saves a line's customs data. */
export async function saveLineCustoms(
  tx: Executor,
  lineId: OrderLineId,
  customs: Customs,
): Promise<void> {
  await tx.update(orderLines).set(customs).where(eq(orderLines.id, lineId))
}

/** Saves a product's customs data, for later orders of it. */
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

/** Lists a storefront's products whose SKU or title matches, with their available stock. */
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
