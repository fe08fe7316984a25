import { insertReshipmentAllocations } from '@/db/queries/fulfillment/reshipments'
import { lockProducts } from '@/db/queries/fulfillment/stock'
import {
  listResolutionLines,
  type ResolutionRow,
  saveResolution,
} from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import { findShortage, loadStockNeeds } from './internal/load-reshipment'

/** Delay after which the sweep restarts a reshipment that no run has picked up. */
const SWEEP_DELAY_MS = 5 * 60_000

/**
 * Reserves the stock of a reshipment and queues it for the pipeline, inside the caller's transaction,
 * which holds the lock on the order.
 * @throws AppError conflict when there is not enough stock
 */
export async function reserveReshipment(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<void> {
  const lines = await listResolutionLines(uow.tx, resolution.id)
  const needs = await loadStockNeeds(uow.tx, order, lines, lockProducts)
  const shortage = findShortage(needs)
  if (shortage) throw new AppError('conflict', shortage)
  await insertReshipmentAllocations(
    uow.tx,
    resolution.id,
    needs.flatMap(({ lineId, quantity, product }) =>
      product ? [{ lineId, quantity, productId: product.id }] : [],
    ),
  )
  await saveResolution(uow.tx, resolution.id, {
    status: 'pending',
    nextAttemptAt: new Date(uow.now.getTime() + SWEEP_DELAY_MS),
  })
  const { requestId } = uow.context
  const data = { resolutionId: resolution.id, orderId: order.id, requestId }
  uow.emit({ name: 'reshipment/requested', data })
}
