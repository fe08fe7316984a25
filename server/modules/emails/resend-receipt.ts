import { z } from 'zod'
import { startCustomerMail } from '@/db/queries/customers/customer-mails'
import { receiptRequested } from '@/domain/events/customer-events'
import type { OrderId } from '@/domain/ids'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { actWithin } from '../orders/act-on-order'
import { IdempotencyKey } from '../orders/order-inputs'

export const ResendReceiptInput = z.object({ orderId: z.uuid(), idempotencyKey: IdempotencyKey })
export type ResendReceiptInput = z.infer<typeof ResendReceiptInput>

/**
 * Emails the current receipt to the customer again. The pipeline sends it, so a mail server outage only
 * delays it. Requests with the same key send one email.
 * @throws AppError forbidden, not_found, conflict
 */
export function resendReceipt(
  input: ResendReceiptInput,
  context: CommandContext,
): Promise<{ orderId: OrderId }> {
  return runInTransaction(context, (uow) => resendReceiptWithin(uow, input))
}

/** `resendReceipt` inside the caller's transaction. */
export function resendReceiptWithin(
  uow: UnitOfWork,
  { orderId, idempotencyKey }: ResendReceiptInput,
): Promise<{ orderId: OrderId }> {
  return actWithin(uow, 'resendReceipt', orderId, async ({ order }) => {
    if (!order.email) throw new AppError('conflict', `Order ${order.name} has no email address.`)
    const key = `${orderId}:receipt:${idempotencyKey}`
    const mail = { orderId, template: 'receipt', recipient: order.email, idempotencyKey: key }
    if ((await startCustomerMail(uow.tx, mail)) !== 'new') return { orderId }
    uow.record(receiptRequested({ orderId }))
    const { requestId } = uow.context
    uow.emit({ name: 'receipt/requested', data: { orderId, key, requestId } })
    return { orderId }
  })
}
