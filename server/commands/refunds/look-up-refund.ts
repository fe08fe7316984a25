import { z } from 'zod'
import { saveResolution } from '@/db/queries/resolutions'
import { type CommandContext, write } from '../write'
import { lockRefund } from './lock-refund'
import { requirePerson } from './refund-context'

export const LookUpRefundInput = z.object({ resolutionId: z.uuid() })
export type LookUpRefundInput = z.infer<typeof LookUpRefundInput>

/**
 * Asks the payment service now what became of a refund, instead of when it is due.
 * @throws AppError forbidden, not_found, conflict when it is not on its way
 */
export async function lookUpRefund(
  { resolutionId }: LookUpRefundInput,
  context: CommandContext,
): Promise<{ resolutionId: string }> {
  requirePerson(context.actor, 'refunds.issue')
  return write(context, async (scope) => {
    const { order } = await lockRefund(scope, resolutionId, ['pending'])
    await saveResolution(scope.tx, resolutionId, { nextAttemptAt: scope.now })
    await scope.recordOrderEvent(order.id, 'refund.looked_up', { resolutionId })
    const { requestId } = scope.context
    const data = { resolutionId, orderId: order.id, requestId }
    await scope.emit({ name: 'refund/requested', data })
    return { resolutionId }
  })
}
