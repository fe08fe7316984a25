import { findResolution, type ResolutionRow } from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * A refund of ours and its order, under the order's lock.
 * @throws AppError not_found, conflict when the refund is not in one of these states
 */
export async function lockRefund(
  uow: UnitOfWork,
  resolutionId: string,
  states: readonly ResolutionRow['status'][],
): Promise<{ order: OrderRow; resolution: ResolutionRow }> {
  const found = await findResolution(uow.tx, resolutionId)
  const order = found && (await lockOrder(uow.tx, found.orderId))
  // Read again: only under the order's lock does it stay as it is.
  const resolution = order && (await findResolution(uow.tx, resolutionId))
  if (!order || resolution?.kind !== 'refund' || resolution.source !== 'person') {
    throw new AppError('not_found', 'There is no such refund.')
  }
  if (resolution.reversesGiftCardId && ['failed', 'incomplete'].includes(resolution.status)) {
    const message = 'What was refused is on the gift card again: turn it into cash from there.'
    throw new AppError('conflict', message)
  }
  if (states.includes(resolution.status)) return { order, resolution }
  throw new AppError('conflict', `This refund is ${WORDS[resolution.status]}.`)
}

const WORDS: Record<ResolutionRow['status'], string> = {
  requested: 'waiting for approval',
  pending: 'on its way',
  succeeded: 'done',
  incomplete: 'partly done',
  failed: 'refused',
  rejected: 'rejected',
  expired: 'expired',
}
