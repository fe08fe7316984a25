import { z } from 'zod'
import { saveResolution } from '@/db/queries/money/resolutions'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { lockRefund } from './internal/lock-refund'

export const LookUpRefundInput = z.object({ resolutionId: z.uuid() })
export type LookUpRefundInput = z.infer<typeof LookUpRefundInput>

/**
 * Asks the payment service now what became of a refund, instead of when it is due.
 * @throws AppError forbidden, not_found, conflict when it is not on its way
 */
export async function lookUpRefund(
  input: LookUpRefundInput,
  context: CommandContext,
): Promise<{ resolutionId: string }> {
  return runInTransaction(context, (uow) => lookUpRefundWithin(uow, input))
}

/** The same as part of a write. */
export async function lookUpRefundWithin(
  uow: UnitOfWork,
  { resolutionId }: LookUpRefundInput,
): Promise<{ resolutionId: string }> {
  requirePerson(uow.context.actor, 'refunds.issue')
  const { order } = await lockRefund(uow, resolutionId, ['pending'])
  await saveResolution(uow.tx, resolutionId, { nextAttemptAt: uow.now })
  uow.recordOrderEvent(order.id, 'refund.looked_up', { resolutionId })
  const { requestId } = uow.context
  uow.emit({
    name: 'refund/requested',
    data: { resolutionId, orderId: order.id, requestId },
  })
  return { resolutionId }
}
