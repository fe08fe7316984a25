import { lockException } from '@/db/queries/exceptions/exception-triage'
import { insertExceptionEvents, saveException } from '@/db/queries/exceptions/exceptions'
import { type PaymentLinkRow, savePaymentLink } from '@/db/queries/money/payment-links'
import type { OrderRow } from '@/db/queries/orders/orders'
import { isClosed, openStatus } from '@/server/modules/exceptions/triage'
import type { WriteScope } from '@/server/unit-of-work'

/** Nothing will come of a link: its exception waits no longer, and somebody looks again. */
export async function failLink(
  scope: WriteScope,
  order: OrderRow,
  { id, exceptionId }: PaymentLinkRow,
  message: string,
): Promise<void> {
  const failed = {
    status: 'failed',
    error: message,
    nextLookAt: null,
    closedAt: scope.now,
  } as const
  await savePaymentLink(scope.tx, id, failed)
  const exception = await lockException(scope.tx, exceptionId)
  if (!exception || isClosed(exception)) return
  if (exception.status === 'waiting') {
    const status = openStatus(exception, exception.assigneeId)
    await saveException(scope.tx, exceptionId, { status, waitUntil: null, waitReason: null })
  }
  const type = 'exception.link_failed'
  const data = { message, kind: exception.kind }
  const { actor } = scope.context
  await insertExceptionEvents(scope.tx, [exceptionId], { type, actor, data })
  scope.recordOrderEvent(order.id, type, { exceptionId, ...data })
}
