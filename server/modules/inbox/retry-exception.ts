import type { z } from 'zod'
import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { exceptionRetried } from '@/domain/events/triage-events'
import { ExceptionTarget } from '@/domain/exception/exception-target'
import { Reason } from '@/domain/text/text-inputs'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import {
  lockOpenForTriage,
  openStatus,
  saveTriage,
  type Triage,
  type Triaged,
} from '../exceptions/triage'
import { lookUpRefundWithin } from '../refunds/look-up-refund'
import { retryRefundWithin } from '../refunds/retry-refund'
import { resumeWithin } from '../steps/resume-order'

export const RetryExceptionInput = ExceptionTarget.extend({
  reason: Reason.default('Retried manually'),
})
export type RetryExceptionInput = z.infer<typeof RetryExceptionInput>

/**
 * Retries failed work now: resumes the order at its current step, or sends or looks up a refund
 * again. The exception stays open until the retry succeeds.
 * @throws AppError not_found, forbidden, conflict when it is closed or the order is finished
 */
export function retryException(
  input: RetryExceptionInput,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, (uow) => retryWithin(uow, input))
}

/** `retryException` inside the caller's transaction. */
export async function retryWithin(
  uow: UnitOfWork,
  { reason, ...target }: RetryExceptionInput,
): Promise<Triaged> {
  const triage = await lockOpenForTriage(uow, target)
  const { exception } = triage
  const isWaiting = exception.status === 'waiting'
  const change = isWaiting
    ? { status: openStatus(exception, exception.assigneeId), waitUntil: null, waitReason: null }
    : {}
  await retryFailedWork(uow, triage, reason)
  return saveTriage(uow, triage, change, (data) => exceptionRetried({ ...data, reason }))
}

async function retryFailedWork(uow: UnitOfWork, triage: Triage, reason: string): Promise<void> {
  const { exception, order } = triage
  const resolutionId = resolutionOf(exception)
  if (resolutionId && exception.kind === 'refund_failed')
    await retryRefundWithin(uow, { resolutionId, as: 'same' })
  else if (resolutionId) await lookUpRefundWithin(uow, { resolutionId })
  else if (order) await resumeWithin(uow, { orderId: order.id, reason }, exception.id)
  else throw new AppError('conflict', 'This exception has no order. Replay its webhook instead.')
}

/** Returns the refund the exception is about; undefined when it is about a pipeline step. */
function resolutionOf({ step, detail }: ExceptionRow): string | undefined {
  const { resolutionId } = detail
  return step === 'refund' && typeof resolutionId === 'string' ? resolutionId : undefined
}
