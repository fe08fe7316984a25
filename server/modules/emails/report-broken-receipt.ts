import { lockOrder } from '@/db/queries/orders/orders'
import type { ExceptionId, OrderId } from '@/domain/ids'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'
import { describeError } from '../exceptions/describe-error'
import { openException } from '../exceptions/open-exception'

/** Opens an exception for engineers after the pipeline gave up on a receipt. */
export function reportBrokenReceipt(
  { orderId, requestId }: { orderId: OrderId; requestId: string },
  runId: string,
  error: Error,
): Promise<{ exceptionId: ExceptionId | null }> {
  return runInTransaction({ actor: systemActor('engine'), requestId }, async (uow) => {
    const order = await lockOrder(uow.tx, orderId)
    if (!order) return { exceptionId: null }
    const { code, message } = describeError(error)
    const exceptionId = await openException(uow, {
      orderId,
      step: 'receipt-mail',
      kind: 'internal_error',
      code,
      message: `Sending the receipt failed permanently: ${message}`,
      detail: { runId },
    })
    return { exceptionId }
  })
}
