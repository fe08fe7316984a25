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
import { findShortage, loadShelfNeeds } from './internal/load-reshipment'

/** When the sweep looks after a reshipment that nothing else has moved. */
const LOOK_AFTER_MS = 5 * 60_000

/**
 * Sets the goods of a reshipment aside, inside the caller's write and under its lock on the order,
 * and hands it to the pipeline.
 * @throws AppError conflict when there is not enough stock
 */
export async function reserveReshipment(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<void> {
  const lines = await listResolutionLines(uow.tx, resolution.id)
  const needs = await loadShelfNeeds(uow.tx, order, lines, lockProducts)
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
    nextAttemptAt: new Date(uow.now.getTime() + LOOK_AFTER_MS),
  })
  const { requestId } = uow.context
  const data = { resolutionId: resolution.id, orderId: order.id, requestId }
  uow.emit({ name: 'reshipment/requested', data })
}
