import { resolveExceptions } from '@/db/queries/exceptions/exceptions'
import { exceptionClosed } from '@/domain/events/exception-events'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import type { UnitOfWork } from '@/server/unit-of-work'

/** At least one of the order and the webhook; what is left out matches anything. */
export type ExceptionFilter = {
  orderId?: string
  webhookId?: string
  step?: string
  kind?: ExceptionKind
}

/**
 * Closes the open exceptions that match because their cause is gone; returns how many.
 * `closedBy` says who or what settled it, in words.
 */
export async function closeExceptions(
  uow: UnitOfWork,
  filter: ExceptionFilter,
  closedBy: string,
): Promise<number> {
  if (!filter.orderId && !filter.webhookId) {
    throw new Error('Exceptions are closed for one order or one webhook at a time.')
  }
  const { kind: closedByKind } = uow.context.actor
  const closing = { closedAt: uow.now, closedBy, closedByKind }
  const closed = await resolveExceptions(uow.tx, filter, closing)
  for (const { id: exceptionId, orderId, kind, step } of closed)
    uow.record(exceptionClosed({ exceptionId, orderId, kind, closedBy, ...(step ? { step } : {}) }))
  return closed.length
}
