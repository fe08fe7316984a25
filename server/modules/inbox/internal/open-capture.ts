import { listOwnTransactions, listPayments } from '@/db/queries/money/payments'
import type { OrderRow } from '@/db/queries/orders/orders'
import { findOrderStep, readLeaseMs } from '@/db/queries/pipeline/order-steps'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import { requireOrder, type Subject } from './action-handler'

/** @throws AppError conflict while the capture step is running and may still get the answer */
export async function assertCaptureIdle(uow: UnitOfWork, order: OrderRow): Promise<void> {
  const capture = await findOrderStep(uow.tx, order.id, 'capture')
  if (!capture || (await readLeaseMs(uow.tx, capture)) === 0) return
  throw new AppError('conflict', 'A payment request is in progress. Try again in a moment.')
}

/**
 * Returns our capture of the exception's payment whose outcome is unknown.
 * @throws AppError conflict when its outcome is known by now
 */
export async function requireOpenCapture(uow: UnitOfWork, subject: Subject) {
  const tenders = await listPayments(uow.tx, requireOrder(subject).id)
  const tender = tenders.find(({ id }) => id === subject.exception.detail.paymentId)
  const attempts = tender ? await listOwnTransactions(uow.tx, tender.id, 'capture') : []
  const capture = attempts.find(({ status }) => status === 'pending')
  if (capture) return capture
  throw new AppError('conflict', 'No charge is open. Its outcome is already known.')
}
