import type { Executor } from '@/db/client'
import { listProducts, type ProductRow } from '@/db/queries/fulfillment/stock'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront, type OrderRow } from '@/db/queries/orders/orders'
import type { OrderLineId } from '@/domain/ids'
import { divideHalfEven } from '@/domain/money/money'
import type { ReshipmentQuote } from '@/domain/refund/quote-reshipment'

/** The stock that a line needs; without a product, its SKU isn't in our stock. */
export type StockNeed = {
  lineId: OrderLineId
  title: string
  quantity: number
  product?: ProductRow
}

/** Returns the stock that a reshipment needs; empty when the storefront manages stock. */
export async function loadStockNeeds(
  tx: Executor,
  order: OrderRow,
  lines: readonly { lineId: OrderLineId; quantity: number }[],
  readProducts: typeof listProducts = listProducts,
): Promise<StockNeed[]> {
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

/** Returns why the stock is not enough, in a sentence; undefined when it is. */
export function findShortage(needs: readonly StockNeed[]): string | undefined {
  const unknown = needs.filter((need) => !need.product)
  if (unknown.length > 0) {
    return `Unknown product: ${unknown.map(({ title }) => title).join('; ')}.`
  }
  const short = new Map<string, { title: string; needed: number; left: number }>()
  for (const { product, quantity, title } of needs) {
    if (!product) continue
    const needed = (short.get(product.id)?.needed ?? 0) + quantity
    short.set(product.id, { title, needed, left: product.onHand - product.allocated })
  }
  const shortages = [...short.values()]
    .filter(({ needed, left }) => needed > left)
    .map(({ title, needed, left }) => `${title} (${needed} needed, ${left} available)`)
  return shortages.length > 0 ? `Not enough stock: ${shortages.join('; ')}.` : undefined
}

/** Returns the goods value, tax included, in the shop's currency at the order's rate. */
export function goodsShopMinor(order: OrderRow, quote: ReshipmentQuote): bigint {
  const value = quote.itemsMinor + (order.taxesIncluded ? 0n : quote.taxMinor)
  if (order.totalMinor === 0n) return value
  return divideHalfEven(value * order.totalShopMinor, order.totalMinor)
}
