import { z } from 'zod'
import { saveResolution } from '@/db/queries/money/resolutions'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, type WriteScope, write } from '@/server/unit-of-work'
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
  return write(context, (scope) => lookUpRefundWithin(scope, input))
}

/** The same as part of a write. */
export async function lookUpRefundWithin(
  scope: WriteScope,
  { resolutionId }: LookUpRefundInput,
): Promise<{ resolutionId: string }> {
  requirePerson(scope.context.actor, 'refunds.issue')
  const { order } = await lockRefund(scope, resolutionId, ['pending'])
  await saveResolution(scope.tx, resolutionId, { nextAttemptAt: scope.now })
  scope.recordOrderEvent(order.id, 'refund.looked_up', { resolutionId })
  const { requestId } = scope.context
  scope.emit({
    name: 'refund/requested',
    data: { resolutionId, orderId: order.id, requestId },
  })
  return { resolutionId }
}
