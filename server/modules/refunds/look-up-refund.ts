import { z } from 'zod'
import { saveResolution } from '@/db/queries/money/resolutions'
import { refundLookedUp } from '@/domain/events/resolution-events'
import type { ResolutionId } from '@/domain/ids'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { lockRefund } from './internal/lock-refund'

export const LookUpRefundInput = z.object({ resolutionId: z.uuid() })
export type LookUpRefundInput = z.infer<typeof LookUpRefundInput>

/**
 * Checks a pending refund's status with the payment provider now instead of at its next attempt.
 * @throws AppError forbidden, not_found, conflict when it isn't pending
 */
export async function lookUpRefund(
  input: LookUpRefundInput,
  context: CommandContext,
): Promise<{ resolutionId: ResolutionId }> {
  return runInTransaction(context, (uow) => lookUpRefundWithin(uow, input))
}

/** `lookUpRefund` inside the caller's transaction. */
export async function lookUpRefundWithin(
  uow: UnitOfWork,
  { resolutionId }: LookUpRefundInput,
): Promise<{ resolutionId: ResolutionId }> {
  requirePerson(uow.context.actor, 'refunds.issue')
  const { order } = await lockRefund(uow, resolutionId, ['pending'])
  await saveResolution(uow.tx, resolutionId, { nextAttemptAt: uow.now })
  uow.record(refundLookedUp({ orderId: order.id, resolutionId }))
  const { requestId } = uow.context
  uow.emit({
    name: 'refund/requested',
    data: { resolutionId, orderId: order.id, requestId },
  })
  return { resolutionId }
}
