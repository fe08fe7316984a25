import { findResolution, type ResolutionRow } from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import type { ResolutionId } from '@/domain/ids'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Locks the order of a refund issued by a user and returns both.
 * @throws AppError not_found, conflict when the refund is in none of these states
 */
export async function lockRefund(
  uow: UnitOfWork,
  resolutionId: ResolutionId,
  states: readonly ResolutionRow['status'][],
): Promise<{ order: OrderRow; resolution: ResolutionRow }> {
  const found = await findResolution(uow.tx, resolutionId)
  const order = found && (await lockOrder(uow.tx, found.orderId))
  // Read again: the refund can change until its order is locked.
  const resolution = order && (await findResolution(uow.tx, resolutionId))
  if (!order || resolution?.kind !== 'refund' || resolution.source !== 'person') {
    throw new AppError('not_found', 'Refund not found.')
  }
  if (resolution.reversesGiftCardId && ['failed', 'incomplete'].includes(resolution.status)) {
    const message =
      'The declined amount was returned to the gift card. Refund it in cash from the gift card page.'
    throw new AppError('conflict', message)
  }
  if (states.includes(resolution.status)) return { order, resolution }
  throw new AppError('conflict', `This refund ${STATUS_PHRASES[resolution.status]}.`)
}

const STATUS_PHRASES: Record<ResolutionRow['status'], string> = {
  requested: 'is waiting for approval',
  pending: 'is already in progress',
  succeeded: 'has already succeeded',
  incomplete: 'was only partly completed',
  failed: 'failed',
  rejected: 'was rejected',
  expired: 'expired',
}
