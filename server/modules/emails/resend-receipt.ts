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
 * Sends the customer the receipt once more, as the order stands now. The pipeline hands it to the
 * mail server, so that an outage there delays it. The same key twice is one mail.
 * @throws AppError forbidden, not_found, conflict
 */
export function resendReceipt(
  input: ResendReceiptInput,
  context: CommandContext,
): Promise<{ orderId: OrderId }> {
  return runInTransaction(context, (uow) => resendWithin(uow, input))
}

/** The same as part of a write. */
export function resendWithin(
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
