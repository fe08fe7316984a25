import { lockReservations, moveOnHand, shrinkReservation } from '@/db/queries/fulfillment/restock'
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
 * Brings the shelf up to a refund that has gone through. Units that had not left are no longer set
 * aside; units that came back are put there again; damaged ones are written off. Once per line.
 */
export function restockRefund(run: ResolutionRun): Promise<{ lines: number }> {
  const context = { actor: systemActor('stock'), requestId: run.requestId }
  return runInTransaction(context, async (uow) => {
    const order = await lockOrder(uow.tx, run.orderId)
    const resolution = await findResolution(uow.tx, run.resolutionId)
    if (!order || !resolution) throw new Error(`There is no refund ${run.resolutionId}.`)
    const isDone = resolution.status === 'succeeded' || resolution.status === 'incomplete'
    const storefront = await getStorefront(uow.tx, order.storefrontId)
    if (!isDone || !storefront.allocatesStock) return { lines: 0 }
    const all = await listResolutionLines(uow.tx, resolution.id)
    const lines = all.filter((line) => line.restockedAt === null)
    const products = await lockShelf(uow, order.id, order.storefrontId, lines)
    const reservations = await lockReservations(uow.tx, order.id)
    for (const line of lines) {
      const held = reservations.find(({ lineId }) => lineId === line.lineId)
      await restockLine(uow, line, held, products.get(line.lineId))
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

/** The products behind the lines, locked; lines whose SKU we do not know have none. */
async function lockShelf(
  uow: UnitOfWork,
  orderId: OrderId,
  storefrontId: StorefrontId,
  lines: ResolutionLineRow[],
): Promise<ReadonlyMap<string, ProductRow>> {
  const orderLines = await listOrderLines(uow.tx, orderId)
  const own = orderLines.filter(({ id }) => lines.some(({ lineId }) => lineId === id))
  const skus = [...new Set(own.flatMap(({ sku }) => sku ?? []))]
  const products = await lockProducts(uow.tx, storefrontId, skus)
  return new Map(
    own.flatMap((line) => {
      const product = products.find(({ sku }) => sku === line.sku)
      return product ? [[line.id, product] as const] : []
    }),
  )
}

async function restockLine(
  uow: UnitOfWork,
  { quantity, unshippedQuantity, restock }: ResolutionLineRow,
  held: StockAllocationRow | undefined,
  product: ProductRow | undefined,
): Promise<void> {
  const kept = held ? await shrinkReservation(uow.tx, held, unshippedQuantity) : 0
  if (!product) return
  const recurred = quantity - unshippedQuantity
  if (restock === 'return_to_stock' && recurred > 0) {
    await moveOnHand(uow.tx, product.id, recurred)
  }
  // What came back damaged was off the shelf already; what never left has to come off it.
  if (restock === 'damaged' && kept > 0) await moveOnHand(uow.tx, product.id, -kept)
}
