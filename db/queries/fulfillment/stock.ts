import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { executeTogether, type Placeholders, preparedStatement } from '@/db/prepared-statement'
import { products, skuAliases, stockAllocations } from '@/db/schema/fulfillment'
import type { OrderId, StorefrontId } from '@/domain/ids'
import { preparedInsert } from '../sql/prepared-insert'
import { preparedRows } from '../sql/prepared-rows'

type OfOrder = { orderId: OrderId }
type OfSkus = { storefrontId: StorefrontId; skus: readonly string[] }

const productsBy = preparedRows(products)
const ofSkus = ({ storefrontId, skus }: Placeholders<OfSkus>) =>
  sql`where storefront_id = ${storefrontId} and sku = any(${skus})`
const readProducts = productsBy<OfSkus>(ofSkus)
const readAndLockProducts = productsBy<OfSkus>((of) => sql`${ofSkus(of)} order by id for update`)
const allocationsOf = preparedRows(stockAllocations)<OfOrder>(
  ({ orderId }) => sql`where order_id = ${orderId}`,
)
const reservationsInsert = preparedInsert(
  stockAllocations,
  sql`on conflict (line_id) do update
    set product_id = excluded.product_id, quantity = excluded.quantity, status = 'reserved'
    where stock_allocations.status in ('released', 'shipped')
    returning product_id, quantity`,
)

export type ProductRow = typeof products.$inferSelect
export type StockAllocationRow = typeof stockAllocations.$inferSelect

/** Locks products by SKU, always in the same order to avoid deadlocks. */
export function lockProducts(
  tx: Executor,
  storefrontId: StorefrontId,
  skus: string[],
): Promise<ProductRow[]> {
  if (skus.length === 0) return Promise.resolve([])
  return readAndLockProducts(tx, { storefrontId, skus })
}

export function listProducts(
  tx: Executor,
  storefrontId: StorefrontId,
  skus: string[],
): Promise<ProductRow[]> {
  if (skus.length === 0) return Promise.resolve([])
  return readProducts(tx, { storefrontId, skus })
}

export function listStockAllocations(
  tx: Executor,
  orderId: OrderId,
): Promise<StockAllocationRow[]> {
  return allocationsOf(tx, { orderId })
}

/**
 * Allocates stock. Requires locks on the products. A line whose earlier allocation was released or
 * shipped gets a new one; a line with an open allocation doesn't change.
 */
export async function reserveStock(
  tx: Executor,
  rows: Pick<StockAllocationRow, 'orderId' | 'lineId' | 'productId' | 'quantity'>[],
): Promise<void> {
  const reserve = reservationsInsert.withRows(rows)
  if (reserve) await executeTogether(tx, [['changed', reserve]], addAllocated.withValues({}))
}

/** Releases an order's allocated stock; shipped stock doesn't change. */
export async function releaseStock(tx: Executor, orderId: OrderId): Promise<void> {
  await releaseAllocated(tx, { orderId })
}

/** Removes an order's allocated stock from the stock on hand. */
export async function shipStock(tx: Executor, orderId: OrderId): Promise<void> {
  await shipAllocated(tx, { orderId })
}

/** Units by product of the allocations that the statement changed. */
const SUMS = sql`
  (select product_id, sum(quantity)::int as quantity from changed group by product_id) sums`

const addAllocated = preparedStatement(
  () => sql`
    update products set allocated = allocated + sums.quantity
    from ${SUMS} where products.id = sums.product_id`,
)

/**
 * Closes an order's allocations and updates their products. `locked` locks the products in ID order
 * before the update, to avoid deadlocks.
 */
const closeAllocations = (status: 'released' | 'shipped', set: SQL) =>
  preparedStatement<OfOrder>(
    ({ orderId }) => sql`
      with locked as materialized (
        select id from products where id in (
          select product_id from stock_allocations
          where order_id = ${orderId} and status = 'reserved')
        order by id for update
      ), changed as (
        update stock_allocations set status = ${status}
        where order_id = ${orderId} and status = 'reserved' returning product_id, quantity
      )
      update products set ${set} from ${SUMS}, locked
      where products.id = sums.product_id and locked.id = products.id`,
  )

const releaseAllocated = closeAllocations('released', sql`allocated = allocated - sums.quantity`)
const shipAllocated = closeAllocations(
  'shipped',
  sql`allocated = allocated - sums.quantity, on_hand = on_hand - sums.quantity`,
)

/** Returns the product SKUs that users mapped to a storefront's SKUs. */
export async function listSkuAliases(
  tx: Executor,
  storefrontId: StorefrontId,
  skus: string[],
): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map()
  const rows = await tx
    .select({ sku: skuAliases.sku, productSku: skuAliases.productSku })
    .from(skuAliases)
    .where(and(eq(skuAliases.storefrontId, storefrontId), inArray(skuAliases.sku, skus)))
  return new Map(rows.map((row) => [row.sku, row.productSku]))
}

/** Saves the product SKU of a storefront's SKU, replacing an earlier mapping. */
export async function saveSkuAlias(
  tx: Executor,
  alias: typeof skuAliases.$inferInsert,
): Promise<void> {
  const { productSku, chosenById, chosenByName } = alias
  await tx
    .insert(skuAliases)
    .values(alias)
    .onConflictDoUpdate({
      target: [skuAliases.storefrontId, skuAliases.sku],
      set: { productSku, chosenById, chosenByName, at: sql`now()` },
    })
}
