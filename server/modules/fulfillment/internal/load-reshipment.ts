import type { Executor } from '@/db/client'
import { listProducts, type ProductRow } from '@/db/queries/fulfillment/stock'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront, type OrderRow } from '@/db/queries/orders/orders'
import { divideHalfEven } from '@/domain/money/money'
import type { ReshipmentQuote } from '@/domain/refund/quote-reshipment'

/** What a line takes from the shelf; no product: we keep no stock of it. */
export type ShelfNeed = { lineId: string; title: string; quantity: number; product?: ProductRow }

/** What a reshipment takes from the shelf; empty where the storefront keeps the stock. */
export async function loadShelfNeeds(
  tx: Executor,
  order: OrderRow,
  lines: readonly { lineId: string; quantity: number }[],
  readProducts: typeof listProducts = listProducts,
): Promise<ShelfNeed[]> {
  const storefront = await getStorefront(tx, order.storefrontId)
  if (!storefront.allocatesStock || lines.length === 0) return []
  const all = await listOrderLines(tx, order.id)
  const own = lines.flatMap(({ lineId, quantity }) => {
    const line = all.find(({ id }) => id === lineId)
    return line ? [{ line, quantity }] : []
  })
  const skus = [...new Set(own.flatMap(({ line }) => line.sku ?? []))]
  const products = await readProducts(tx, storefront.id, skus)
  return own.map(({ line, quantity }) => {
    const product = products.find(({ sku }) => sku === line.sku)
    return { lineId: line.id, title: line.title, quantity, ...(product ? { product } : {}) }
  })
}

/** Why the shelf cannot give this, in a sentence; undefined when it can. */
export function findShortage(needs: readonly ShelfNeed[]): string | undefined {
  const unknown = needs.filter((need) => !need.product)
  if (unknown.length > 0) {
    return `We do not know this product: ${unknown.map(({ title }) => title).join('; ')}.`
  }
  const short = new Map<string, { title: string; needed: number; left: number }>()
  for (const { product, quantity, title } of needs) {
    if (!product) continue
    const needed = (short.get(product.id)?.needed ?? 0) + quantity
    short.set(product.id, { title, needed, left: product.onHand - product.allocated })
  }
  const words = [...short.values()]
    .filter(({ needed, left }) => needed > left)
    .map(({ title, needed, left }) => `${title}: ${needed} needed, ${left} left`)
  return words.length > 0 ? `Not enough stock of ${words.join('; ')}.` : undefined
}

/** What the goods were bought for, tax included, in the shop's currency at the order's rate. */
export function goodsShopMinor(order: OrderRow, quote: ReshipmentQuote): bigint {
  const value = quote.itemsMinor + (order.taxesIncluded ? 0n : quote.taxMinor)
  if (order.totalMinor === 0n) return value
  return divideHalfEven(value * order.totalShopMinor, order.totalMinor)
}
