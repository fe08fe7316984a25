import { lockException } from '@/db/queries/exceptions/exception-triage'
import type { ResolutionRow } from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { exceptionRefundApproved, exceptionRefundRejected } from '@/domain/events/triage-events'
import { exceptionOfKey } from '@/domain/exception/resolution-key'
import { isClosed, openStatus, saveTriage } from '@/server/modules/exceptions/triage'
import type { Person } from '@/server/require-person'
import type { UnitOfWork } from '@/server/unit-of-work'
import { resumeAfterAction } from './resume-order-after-action'

/**
 * Applies a decision to the exception that requested the refund. Approved: the exception is resolved
 * and the order resumes. Rejected: the exception stops waiting and reopens.
 */
export async function resolveRequestingException(
  uow: UnitOfWork,
  { order, resolution, person }: { order: OrderRow; resolution: ResolutionRow; person: Person },
  decision: 'approved' | 'rejected',
): Promise<void> {
  const exceptionId = exceptionOfKey(resolution.idempotencyKey)
  const exception = exceptionId && (await lockException(uow.tx, exceptionId))
  if (!exception || isClosed(exception)) return
  const triage = { exception, order, person }
  const noWait = { waitUntil: null, waitReason: null }
  if (decision === 'rejected') {
    const status = openStatus(exception, exception.assigneeId)
    const change = exception.status === 'waiting' ? { ...noWait, status } : {}
    await saveTriage(uow, triage, change, exceptionRefundRejected)
    return
  }
  if (exception.step) await resumeAfterAction(uow, triage, 'the refund was approved')
  const closed = {
    ...noWait,
    nextAttemptAt: null,
    status: 'resolved',
    closedAt: uow.now,
    closedBy: `${person.name} approved the refund`,
  } as const
  await saveTriage(uow, triage, closed, exceptionRefundApproved)
}
