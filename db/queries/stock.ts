import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { products, stockAllocations } from '../schema/fulfilment'
import { wholeRows } from './whole-rows'

const readProducts = wholeRows(products)
const readAllocations = wholeRows(stockAllocations)

export type ProductRow = typeof products.$inferSelect
export type StockAllocationRow = typeof stockAllocations.$inferSelect

/** Locks products by SKU, always in the same order, so that two orders never wait for each other. */
export function lockProducts(
  tx: Executor,
  storefrontId: string,
  skus: string[],
): Promise<ProductRow[]> {
  if (skus.length === 0) return Promise.resolve([])
  return readProducts(
    tx,
    sql`where storefront_id = ${storefrontId} and sku in ${skus} order by id for update`,
  )
}

export function listProducts(
  tx: Executor,
  storefrontId: string,
  skus: string[],
): Promise<ProductRow[]> {
  if (skus.length === 0) return Promise.resolve([])
  return readProducts(tx, sql`where storefront_id = ${storefrontId} and sku in ${skus}`)
}

export function listStockAllocations(tx: Executor, orderId: string): Promise<StockAllocationRow[]> {
  return readAllocations(tx, sql`where order_id = ${orderId}`)
}

/** Sets stock aside; the products' rows must be locked. */
export async function reserveStock(
  tx: Executor,
  rows: Pick<StockAllocationRow, 'orderId' | 'lineId' | 'productId' | 'quantity'>[],
): Promise<void> {
  if (rows.length === 0) return
  const reserved = await tx
    .insert(stockAllocations)
    .values(rows)
    .onConflictDoUpdate({
      target: stockAllocations.lineId,
      set: {
        productId: sql`excluded.product_id`,
        quantity: sql`excluded.quantity`,
        status: 'reserved',
      },
      setWhere: eq(stockAllocations.status, 'released'),
    })
    .returning()
  for (const [productId, quantity] of sumByProduct(reserved)) {
    await tx
      .update(products)
      .set({ allocated: sql`${products.allocated} + ${quantity}` })
      .where(eq(products.id, productId))
  }
}

/** Gives an order's reserved stock back to the shelf. Shipped stock is gone and stays so. */
export async function releaseStock(tx: Executor, orderId: string): Promise<void> {
  const held = await lockHeldProducts(tx, orderId)
  await tx
    .update(stockAllocations)
    .set({ status: 'released' })
    .where(and(eq(stockAllocations.orderId, orderId), eq(stockAllocations.status, 'reserved')))
  for (const [productId, quantity] of held) {
    await tx
      .update(products)
      .set({ allocated: sql`${products.allocated} - ${quantity}` })
      .where(eq(products.id, productId))
  }
}

/** Takes an order's reserved stock off the shelf: it has left. */
export async function shipStock(tx: Executor, orderId: string): Promise<void> {
  const held = await lockHeldProducts(tx, orderId)
  await tx
    .update(stockAllocations)
    .set({ status: 'shipped' })
    .where(and(eq(stockAllocations.orderId, orderId), eq(stockAllocations.status, 'reserved')))
  for (const [productId, quantity] of held) {
    await tx
      .update(products)
      .set({
        allocated: sql`${products.allocated} - ${quantity}`,
        onHand: sql`${products.onHand} - ${quantity}`,
      })
      .where(eq(products.id, productId))
  }
}

/** Quantity reserved by an order per product, the products locked in the order of their ids. */
async function lockHeldProducts(tx: Executor, orderId: string): Promise<Map<string, number>> {
  const held = await tx
    .select()
    .from(stockAllocations)
    .where(and(eq(stockAllocations.orderId, orderId), eq(stockAllocations.status, 'reserved')))
  const sums = sumByProduct(held)
  if (sums.size === 0) return sums
  await tx
    .select({ id: products.id })
    .from(products)
    .where(inArray(products.id, [...sums.keys()]))
    .orderBy(asc(products.id))
    .for('update')
  return sums
}

function sumByProduct(rows: { productId: string; quantity: number }[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { productId, quantity } of rows) {
    sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  }
  return sums
}
