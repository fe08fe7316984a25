import { adjustOnHand, lockAllocations, reduceAllocation } from '@/db/queries/fulfillment/restock'
import {
  lockProducts,
  type ProductRow,
  type StockAllocationRow,
} from '@/db/queries/fulfillment/stock'
import {
  findResolution,
  listResolutionLines,
  markRestocked,
  type ResolutionLineRow,
} from '@/db/queries/money/resolutions'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront, lockOrder } from '@/db/queries/orders/orders'
import { refundRestocked } from '@/domain/events/resolution-events'
import type { OrderId, StorefrontId } from '@/domain/ids'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import type { ResolutionRun } from './resolution-run'

/**
 * Restocks the items of a completed refund, once per line: releases the allocation of unshipped
 * units, adds returned units to stock and writes off damaged ones.
 */
export function restockRefund(run: ResolutionRun): Promise<{ lines: number }> {
  const context = { actor: systemActor('stock'), requestId: run.requestId }
  return runInTransaction(context, async (uow) => {
    const order = await lockOrder(uow.tx, run.orderId)
    const resolution = await findResolution(uow.tx, run.resolutionId)
    if (!order || !resolution) throw new Error(`Refund ${run.resolutionId} not found.`)
    const isCompleted = resolution.status === 'succeeded' || resolution.status === 'incomplete'
    const storefront = await getStorefront(uow.tx, order.storefrontId)
    if (!isCompleted || !storefront.allocatesStock) return { lines: 0 }
    const all = await listResolutionLines(uow.tx, resolution.id)
    const lines = all.filter((line) => line.restockedAt === null)
    const products = await lockStock(uow, order.id, order.storefrontId, lines)
    const allocations = await lockAllocations(uow.tx, order.id)
    for (const line of lines) {
      const allocation = allocations.find(({ lineId }) => lineId === line.lineId)
      await restockLine(uow, line, allocation, products.get(line.lineId))
    }
    const ids = lines.map(({ id }) => id)
    await markRestocked(uow.tx, ids, uow.now)
    if (lines.length > 0) {
      uow.record(
        refundRestocked({
          orderId: order.id,
          resolutionId: resolution.id,
          lines: lines.map(({ lineId, quantity, restock }) => ({ lineId, quantity, restock })),
        }),
      )
    }
    return { lines: lines.length }
  })
}

/** Locks and returns the lines' products, by line ID; lines with an unknown SKU have none. */
async function lockStock(
  uow: UnitOfWork,
  orderId: OrderId,
  storefrontId: StorefrontId,
  lines: ResolutionLineRow[],
): Promise<ReadonlyMap<string, ProductRow>> {
  const orderLines = await listOrderLines(uow.tx, orderId)
  const refundedLines = orderLines.filter(({ id }) => lines.some(({ lineId }) => lineId === id))
  const skus = [...new Set(refundedLines.flatMap(({ sku }) => sku ?? []))]
  const products = await lockProducts(uow.tx, storefrontId, skus)
  return new Map(
    refundedLines.flatMap((line) => {
      const product = products.find(({ sku }) => sku === line.sku)
      return product ? [[line.id, product] as const] : []
    }),
  )
}

async function restockLine(
  uow: UnitOfWork,
  { quantity, unshippedQuantity, restock }: ResolutionLineRow,
  allocation: StockAllocationRow | undefined,
  product: ProductRow | undefined,
): Promise<void> {
  const released = allocation ? await reduceAllocation(uow.tx, allocation, unshippedQuantity) : 0
  if (!product) return
  const returned = quantity - unshippedQuantity
  if (restock === 'return_to_stock' && returned > 0) {
    await adjustOnHand(uow.tx, product.id, returned)
  }
  // Returned damaged units already left the stock; unshipped damaged units still have to.
  if (restock === 'damaged' && released > 0) await adjustOnHand(uow.tx, product.id, -released)
}
