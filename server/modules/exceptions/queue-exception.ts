import { lockOpenException, saveException } from '@/db/queries/exceptions/exceptions'
import { exceptionQueued } from '@/domain/events/exception-events'
import type { BreakerKey } from '@/domain/pipeline/breaker'
import type { UnitOfWork } from '@/server/unit-of-work'
import { type ExceptionReport, openException } from './open-exception'

/**
 * Opens an exception for work that is queued behind an open circuit breaker. An exception that is
 * already open keeps its attempts: queueing is not a failure.
 */
export async function queueException(
  uow: UnitOfWork,
  report: ExceptionReport & { nextAttemptAt: Date; waitsFor: BreakerKey },
): Promise<void> {
  const { waitsFor, ...opened } = report
  const open = await lockOpenException(uow.tx, report)
  if (!open) {
    const detail = { ...report.detail, waitsFor }
    await openException(uow, { ...opened, detail, hasFailed: false })
    return
  }
  const { nextAttemptAt, orderId, kind, step } = report
  const isKnown = open.detail.waitsFor === waitsFor && open.status === 'retrying'
  await saveException(uow.tx, open.id, {
    status: open.status === 'waiting' ? 'waiting' : 'retrying',
    nextAttemptAt,
    detail: { ...open.detail, ...report.detail, waitsFor },
  })
  if (isKnown) return
  const data = { kind, waitsFor, ...(step ? { step } : {}) }
  uow.record(exceptionQueued({ exceptionId: open.id, orderId, ...data }))
}
