import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { lockDelivery, saveDelivery } from '@/db/queries/webhooks/webhooks'
import { AppError } from '@/server/errors'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import { appVersion } from '@/server/version'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'

export const ReplayDeliveryInput = ExceptionTarget.extend({ reason: Reason })

/**
 * Has a stored message read again by the version of the code that runs now. Should it be unreadable
 * still, it comes back. @throws AppError as `actOnException`
 */
export function replayDelivery(
  { reason, ...target }: ExceptionTarget & { reason: string },
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('replay', target, context, async (uow, { exception }) => {
    await replayWithin(uow, exception)
    return { end: 'settled', data: { reason, codeVersion: appVersion() } }
  })
}

/** The same as part of a write. @throws AppError conflict when there is nothing left to read */
export async function replayWithin(
  uow: UnitOfWork,
  { deliveryId }: Pick<ExceptionRow, 'deliveryId'>,
): Promise<void> {
  if (!deliveryId) throw new AppError('conflict', 'This belongs to no message.')
  const status = await lockDelivery(uow.tx, deliveryId)
  if (status === 'processed' || status === 'superseded') {
    throw new AppError('conflict', 'The message was read meanwhile; there is nothing to replay.')
  }
  await saveDelivery(uow.tx, deliveryId, { status: 'received', reason: null, processedAt: null })
  const data = { deliveryId, requestId: uow.context.requestId }
  uow.emit({ name: 'delivery/received', data })
}
