import { z } from 'zod'
import { splitByStock } from '@/domain/shipment/split-shipment'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { ActionHandler, Subject } from '../internal/action-handler'
import { lockFreeStock } from '../internal/free-stock'
import { type LineUnits, refundLines } from '../internal/refund-lines'

/**
 * Refunds the units that can't be shipped. The rest of the order continues.
 * @throws AppError as `issueRefund`; conflict when everything can be shipped now
 */
export const refundItem: ActionHandler<'refund_item'> = async (uow, subject, { reason }) => {
  const lines = await listMissing(uow, subject)
  if (lines.length === 0) {
    throw new AppError('conflict', 'All items can be shipped now. Retry the order instead.')
  }
  return refundLines(uow, subject, lines, reason)
}

const Items = z
  .array(z.object({ sku: z.string().nullable(), lineId: z.string().optional() }))
  .catch([])

/** Returns the units named by the exception that current stock does not cover. */
async function listMissing(uow: UnitOfWork, subject: Subject): Promise<LineUnits[]> {
  const items = Items.parse(subject.exception.detail.items)
  const { lines, free } = await lockFreeStock(uow, subject)
  const named = lines.filter((line) =>
    items.some((item) => item.lineId === line.id || item.sku === line.sku),
  )
  return splitByStock(named, free).rest.map(({ id: lineId, units: quantity }) => ({
    lineId,
    quantity,
  }))
}
