import { lockException } from '@/db/queries/exception-triage'
import type { OrderRow } from '@/db/queries/orders'
import type { ResolutionRow } from '@/db/queries/resolutions'
import { exceptionOfKey } from '@/server/domain/exceptions/resolution-key'
import { sendOn } from '../exception-actions/send-on'
import { isClosed, openStatus, type Person, saveTriage } from '../exceptions/triage'
import type { WriteScope } from '../write'

/**
 * Tells the exception that a request came from how it was decided: approved, it is settled and the
 * order goes on by itself; rejected, it waits no longer and somebody looks again.
 */
export async function settleAskingException(
  scope: WriteScope,
  { order, resolution, person }: { order: OrderRow; resolution: ResolutionRow; person: Person },
  decision: 'approved' | 'rejected',
): Promise<void> {
  const exceptionId = exceptionOfKey(resolution.idempotencyKey)
  const exception = exceptionId && (await lockException(scope.tx, exceptionId))
  if (!exception || isClosed(exception)) return
  const triage = { exception, order, person }
  const waitsNoMore = { waitUntil: null, waitReason: null }
  if (decision === 'rejected') {
    const status = openStatus(exception, exception.assigneeId)
    const change = exception.status === 'waiting' ? { ...waitsNoMore, status } : {}
    await saveTriage(scope, triage, change, { type: 'exception.refund_rejected' })
    return
  }
  if (exception.step) await sendOn(scope, triage, 'the refund of what is missing was approved')
  const closed = {
    ...waitsNoMore,
    nextAttemptAt: null,
    status: 'resolved',
    closedAt: scope.now,
    closedBy: `${person.name} approved the refund`,
  } as const
  await saveTriage(scope, triage, closed, { type: 'exception.refund_approved' })
}
