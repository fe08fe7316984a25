import { lockException } from '@/db/queries/exceptions/exception-triage'
import { saveException } from '@/db/queries/exceptions/exceptions'
import { type PaymentLinkRow, savePaymentLink } from '@/db/queries/money/payment-links'
import type { OrderRow } from '@/db/queries/orders/orders'
import { exceptionPaymentLinkFailed } from '@/domain/events/exception-events'
import { isClosed, openStatus } from '@/server/modules/exceptions/triage'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Fails a payment link and returns its waiting exception to the open state. */
export async function failLink(
  uow: UnitOfWork,
  order: OrderRow,
  { id, exceptionId }: PaymentLinkRow,
  message: string,
): Promise<void> {
  const failed = {
    status: 'failed',
    error: message,
    nextPollAt: null,
    closedAt: uow.now,
  } as const
  await savePaymentLink(uow.tx, id, failed)
  const exception = await lockException(uow.tx, exceptionId)
  if (!exception || isClosed(exception)) return
  if (exception.status === 'waiting') {
    const status = openStatus(exception, exception.assigneeId)
    await saveException(uow.tx, exceptionId, { status, waitUntil: null, waitReason: null })
  }
  const { kind } = exception
  uow.record(exceptionPaymentLinkFailed({ exceptionId, orderId: order.id, message, kind }))
}
