import { findResolution, saveResolution } from '@/db/queries/money/resolutions'
import { lockOrder } from '@/db/queries/orders/orders'
import type { ExceptionId, OrderId, ResolutionId } from '@/domain/ids'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'
import { describeError, normalizeError } from '../exceptions/describe-error'
import { openException } from '../exceptions/open-exception'

/**
 * Opens an exception for engineers after the pipeline gave up on a refund or reshipment. Its
 * reservation stays.
 */
export function reportBrokenResolution(
  {
    resolutionId,
    orderId,
    requestId,
  }: { resolutionId: ResolutionId; orderId: OrderId; requestId: string },
  runId: string,
  error: Error,
): Promise<{ exceptionId: ExceptionId | null }> {
  return runInTransaction({ actor: systemActor('engine'), requestId }, async (uow) => {
    const order = await lockOrder(uow.tx, orderId)
    const resolution = await findResolution(uow.tx, resolutionId)
    if (!order || !resolution) return { exceptionId: null }
    const { code, message } = describeError(error)
    const kind = 'internal_error'
    const exceptionId = await openException(uow, {
      orderId,
      step: resolution.kind,
      kind,
      code,
      message: `The run failed permanently: ${message}`,
      detail: { runId, resolutionId, error: normalizeError(error) },
    })
    if (resolution.status === 'pending') {
      const change = { error: { kind, code, message }, nextAttemptAt: null }
      await saveResolution(uow.tx, resolutionId, change)
    }
    return { exceptionId }
  })
}
