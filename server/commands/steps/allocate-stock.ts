import { saveFulfilSku } from '@/db/queries/order-edits'
import type { OrderLineRow } from '@/db/queries/order-parts'
import { getStorefront } from '@/db/queries/orders'
import { listLinesToSend } from '@/db/queries/restock'
import {
  listSkuAliases,
  listStockAllocations,
  lockProducts,
  type ProductRow,
  reserveStock,
} from '@/db/queries/stock'
import { sentSku } from '../shipments/select-lines'
import type { WriteScope } from '../write'
import { failed, type StepEnd, type StepWork } from './step'

/** Sets the goods aside, all of them or none: step `allocate`. */
export async function allocateStock(scope: WriteScope, work: StepWork): Promise<StepEnd> {
  const { order } = work
  const storefront = await getStorefront(scope.tx, order.storefrontId)
  if (!storefront.allocatesStock) {
    return { outcome: 'skipped', reason: 'the storefront keeps the stock' }
  }
  if (order.fulfilmentStatus === 'fulfilled') {
    return { outcome: 'skipped', reason: 'the storefront has shipped the order' }
  }
  const lines = await listOpenLines(scope, order.id)
  const skus = [...new Set(lines.flatMap((line) => sentSku(line) ?? []))]
  const products = await lockProducts(scope.tx, storefront.id, skus)
  const bySku = new Map(products.map((product) => [product.sku, product]))
  const unknown = lines.filter((line) => !bySku.has(sentSku(line) ?? ''))
  if (unknown.length > 0)
    return (await mapKnown(scope, storefront.id, unknown))
      ? allocateStock(scope, work)
      : unknownSku(unknown)
  const short = findShort(lines, bySku)
  if (short.length > 0) return stockShort(short)
  const rows = lines.flatMap((line) => {
    const product = bySku.get(sentSku(line) ?? '')
    return product ? [toAllocation(line, product)] : []
  })
  await reserveStock(scope.tx, rows)
  const units = rows.reduce((sum, row) => sum + row.quantity, 0)
  return { outcome: 'done', result: { units, lines: rows.length } }
}

/**
 * Sends the product for unknown stock numbers that a person chose for an earlier order; false
 * when nobody did. A line that was mapped is not mapped again.
 */
async function mapKnown(
  scope: WriteScope,
  storefrontId: string,
  unknown: OrderLineRow[],
): Promise<boolean> {
  const open = unknown.filter(({ fulfilSku }) => fulfilSku === null)
  const skus = open.flatMap(({ sku }) => sku ?? [])
  const aliases = await listSkuAliases(scope.tx, storefrontId, skus)
  for (const { id, sku } of open) {
    const product = aliases.get(sku ?? '')
    if (product) await saveFulfilSku(scope.tx, id, product)
  }
  return aliases.size > 0
}

/** Lines with goods in them for which nothing is set aside yet. */
async function listOpenLines(scope: WriteScope, orderId: string): Promise<OrderLineRow[]> {
  const [lines, allocations] = await Promise.all([
    listLinesToSend(scope.tx, orderId),
    listStockAllocations(scope.tx, orderId),
  ])
  const held = new Set(
    allocations.filter((row) => row.status !== 'released').map((row) => row.lineId),
  )
  return lines.filter(
    (line) =>
      line.requiresShipping && !line.isGiftCard && line.currentQuantity > 0 && !held.has(line.id),
  )
}

const toAllocation = (line: OrderLineRow, product: ProductRow) => ({
  orderId: line.orderId,
  lineId: line.id,
  productId: product.id,
  quantity: line.currentQuantity,
})

type Short = { sku: string; title: string; needed: number; available: number }

function findShort(lines: OrderLineRow[], bySku: ReadonlyMap<string, ProductRow>): Short[] {
  const needed = new Map<string, number>()
  for (const line of lines) {
    const sku = sentSku(line)
    if (sku) needed.set(sku, (needed.get(sku) ?? 0) + line.currentQuantity)
  }
  return [...needed].flatMap(([sku, units]) => {
    const product = bySku.get(sku)
    const available = product ? product.onHand - product.allocated : 0
    return available < units
      ? [{ sku, title: product?.title ?? sku, needed: units, available }]
      : []
  })
}

function stockShort(short: Short[]): StepEnd {
  const items = short.map((item) => `${item.title}: ${item.needed} needed, ${item.available} left`)
  return failed({
    kind: 'stock_short',
    code: short.map((item) => item.sku).join(','),
    message: `Not enough stock of ${items.join('; ')}.`,
    detail: { items: short },
  })
}

function unknownSku(lines: OrderLineRow[]): StepEnd {
  const items = lines.map((line) => `${line.title} (${line.sku ?? 'no SKU'})`)
  return failed({
    kind: 'unknown_sku',
    code: 'unknown_sku',
    message: `We do not know this product: ${items.join('; ')}.`,
    detail: { items: lines.map(({ id, sku, title }) => ({ lineId: id, sku, title })) },
  })
}
