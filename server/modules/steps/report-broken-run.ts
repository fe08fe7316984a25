import { lockOrder, saveOrder } from '@/db/queries/orders/orders'
import { findUnfinishedStep, saveOrderStep } from '@/db/queries/pipeline/order-steps'
import type { ExceptionId, OrderId } from '@/domain/ids'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'
import { describeError, normalizeError } from '../exceptions/describe-error'
import { openException } from '../exceptions/open-exception'

/**
 * Handles a pipeline run that failed for good, which steps normally prevent: blocks the order at
 * its first unfinished step and opens an exception for engineers. Skips a completed order.
 */
export function reportBrokenRun(
  { orderId, requestId }: { orderId: OrderId; requestId: string },
  runId: string,
  error: Error,
): Promise<{ exceptionId: ExceptionId | null }> {
  return runInTransaction({ actor: systemActor('engine'), requestId }, async (uow) => {
    const order = await lockOrder(uow.tx, orderId)
    if (!order || order.status === 'completed') return { exceptionId: null }
    const step = await findUnfinishedStep(uow.tx, orderId)
    const { code, message } = describeError(error)
    const exceptionId = await openException(uow, {
      orderId,
      ...(step ? { step: step.step } : {}),
      kind: 'internal_error',
      code,
      message: `Pipeline run failed: ${message}`,
      detail: { runId, error: normalizeError(error) },
    })
    if (step && order.status !== 'canceled') {
      await saveOrderStep(uow.tx, step.id, {
        status: 'blocked',
        attempts: step.attempts,
        nextAttemptAt: null,
        lastError: { kind: 'internal_error', code, message },
      })
      await saveOrder(uow.tx, orderId, { status: 'blocked', progressedAt: uow.now })
    }
    return { exceptionId }
  })
}
