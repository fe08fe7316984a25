import type { z } from 'zod'
import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import {
  ExceptionTarget,
  lockOpenForTriage,
  openStatus,
  Reason,
  saveTriage,
  type Triage,
  type Triaged,
} from '../exceptions/triage'
import { lookUpRefundWithin } from '../refunds/look-up-refund'
import { retryRefundWithin } from '../refunds/retry-refund'
import { resumeWithin } from '../steps/resume-order'

export const RetryExceptionInput = ExceptionTarget.extend({
  reason: Reason.default('Tried again by hand'),
})
export type RetryExceptionInput = z.infer<typeof RetryExceptionInput>

/**
 * Tries again now what failed: the order goes on at the step it stands at, a refund is sent or
 * looked up again. The exception stays open until it works.
 * @throws AppError not_found, forbidden, conflict when it is settled or the order is finished
 */
export function retryException(
  input: RetryExceptionInput,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, (uow) => retryWithin(uow, input))
}

/** The same as part of a write. */
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
  await tryAgain(uow, triage, reason)
  return saveTriage(uow, triage, change, {
    type: 'exception.retried',
    data: { reason },
    // The order's own timeline tells that it was sent on.
    isOnTimeline: false,
  })
}

async function tryAgain(uow: UnitOfWork, triage: Triage, reason: string): Promise<void> {
  const { exception, order } = triage
  const resolutionId = resolutionOf(exception)
  if (resolutionId && exception.kind === 'refund_failed')
    await retryRefundWithin(uow, { resolutionId, as: 'same' })
  else if (resolutionId) await lookUpRefundWithin(uow, { resolutionId })
  else if (order) await resumeWithin(uow, { orderId: order.id, reason }, exception.id)
  else throw new AppError('conflict', 'This belongs to no order: replay its message instead.')
}

/** The refund it is about; undefined when it is about the order's own way. */
function resolutionOf({ step, detail }: ExceptionRow): string | undefined {
  const { resolutionId } = detail
  return step === 'refund' && typeof resolutionId === 'string' ? resolutionId : undefined
}
