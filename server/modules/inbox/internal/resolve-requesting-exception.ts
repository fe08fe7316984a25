import { lockException } from '@/db/queries/exceptions/exception-triage'
import type { ResolutionRow } from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { exceptionOfKey } from '@/domain/exception/resolution-key'
import { isClosed, openStatus, type Person, saveTriage } from '@/server/modules/exceptions/triage'
import type { UnitOfWork } from '@/server/unit-of-work'
import { sendOn } from './resume-order-after-action'

/**
 * Tells the exception that a request came from how it was decided: approved, it is settled and the
 * order goes on by itself; rejected, it waits no longer and somebody looks again.
 */
export async function settleAskingException(
  uow: UnitOfWork,
  { order, resolution, person }: { order: OrderRow; resolution: ResolutionRow; person: Person },
  decision: 'approved' | 'rejected',
): Promise<void> {
  const exceptionId = exceptionOfKey(resolution.idempotencyKey)
  const exception = exceptionId && (await lockException(uow.tx, exceptionId))
  if (!exception || isClosed(exception)) return
  const triage = { exception, order, person }
  const waitsNoMore = { waitUntil: null, waitReason: null }
  if (decision === 'rejected') {
    const status = openStatus(exception, exception.assigneeId)
    const change = exception.status === 'waiting' ? { ...waitsNoMore, status } : {}
    await saveTriage(uow, triage, change, { type: 'exception.refund_rejected' })
    return
  }
  if (exception.step) await sendOn(uow, triage, 'the refund of what is missing was approved')
  const closed = {
    ...waitsNoMore,
    nextAttemptAt: null,
    status: 'resolved',
    closedAt: uow.now,
    closedBy: `${person.name} approved the refund`,
  } as const
  await saveTriage(uow, triage, closed, { type: 'exception.refund_approved' })
}
