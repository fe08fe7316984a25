import { lockOrder, saveOrder } from '@/db/queries/orders/orders'
import { findUnfinishedStep, saveOrderStep } from '@/db/queries/pipeline/order-steps'
import type { ExceptionId, OrderId } from '@/domain/ids'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'
import { describeError, normalizeError } from '../exceptions/describe-error'
import { openException } from '../exceptions/open-exception'

/**
 * A run of the pipeline gave up, which no step lets it do: the order is blocked at its first
 * unfinished step and goes to the engineers. An order that is finished all the same is left alone.
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
      message: `The run gave up: ${message}`,
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
