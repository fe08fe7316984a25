import { resolveExceptions } from '@/db/queries/exceptions/exceptions'
import { exceptionClosed } from '@/domain/events/exception-events'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import type { OrderId, WebhookId } from '@/domain/ids'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Requires an order or a webhook. Omitted fields match anything. */
export type ExceptionFilter = {
  orderId?: OrderId
  webhookId?: WebhookId
  step?: string
  kind?: ExceptionKind
}

/**
 * Resolves the open exceptions that match, because their cause is fixed. Returns how many.
 * `closedBy` describes who or what fixed it.
 */
export async function closeExceptions(
  uow: UnitOfWork,
  filter: ExceptionFilter,
  closedBy: string,
): Promise<number> {
  if (!filter.orderId && !filter.webhookId) {
    throw new Error('closeExceptions requires an order or a webhook.')
  }
  const { kind: closedByKind } = uow.context.actor
  const closing = { closedAt: uow.now, closedBy, closedByKind }
  const closed = await resolveExceptions(uow.tx, filter, closing)
  for (const { id: exceptionId, orderId, kind, step } of closed)
    uow.record(exceptionClosed({ exceptionId, orderId, kind, closedBy, ...(step ? { step } : {}) }))
  return closed.length
}
