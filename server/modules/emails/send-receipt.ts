import { findCustomerMail, settleCustomerMail } from '@/db/queries/customers/customer-mails'
import { lockOrder } from '@/db/queries/orders/orders'
import { receiptResent } from '@/domain/events/customer-events'
import type { OrderId } from '@/domain/ids'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { composeReceipt } from '@/domain/receipt/receipt'
import { receiptHtml } from '@/domain/receipt/receipt-html'
import { receiptText } from '@/domain/receipt/receipt-text'
import { systemActor } from '@/domain/staff/actor'
import { type Mail, sendMail } from '@/server/adapters/mail/mail'
import { mailTransport } from '@/server/connections'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { nextDelaySeconds } from '../exceptions/next-delay'
import { countFailures, openException } from '../exceptions/open-exception'
import { loadReceipt } from './load-receipt'

export type ReceiptRun = { orderId: OrderId; key: string; requestId: string; retryScale: number }

export type ReceiptResult =
  | { outcome: 'sent' }
  | { outcome: 'skipped'; because: string }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'retry'; afterSeconds: number; message: string }

/**
 * Sends the receipt that a user requested; its row in `customer_mails` already exists. Safe to repeat:
 * a sent receipt isn't sent again.
 */
export async function sendReceipt(run: ReceiptRun): Promise<ReceiptResult> {
  const context = { actor: systemActor('mail'), requestId: run.requestId }
  const mail = await runInTransaction(context, (uow) => composeMail(uow, run))
  if (typeof mail === 'string') return { outcome: 'skipped', because: mail }
  const answer = await sendMail(mailTransport(), mail)
  return runInTransaction(context, (uow) => recordMail(uow, run, answer))
}

/** Returns the email, or why there is none to send. */
async function composeMail(uow: UnitOfWork, run: ReceiptRun): Promise<Mail | string> {
  const order = await lockOrder(uow.tx, run.orderId)
  const row = await findCustomerMail(uow.tx, run.key)
  if (!order || !row) throw new Error(`Email ${run.key} not found.`)
  if (row.status === 'sent') return 'the email was already sent'
  if (!order.email) return 'the order has no email address'
  const receipt = composeReceipt(await loadReceipt(uow.tx, order))
  return {
    to: order.email,
    subject: receipt.subject,
    text: receiptText(receipt),
    html: receiptHtml(receipt),
    messageId: run.key,
  }
}

async function recordMail(
  uow: UnitOfWork,
  { orderId, key, retryScale }: ReceiptRun,
  answer: VendorOutcome<{ messageId: string }>,
): Promise<ReceiptResult> {
  await lockOrder(uow.tx, orderId)
  const where = { orderId, step: 'receipt-mail', kind: 'notification_failed' as const }
  if (answer.outcome === 'ok') {
    await settleCustomerMail(uow.tx, key, { status: 'sent', sentAt: uow.now, error: null })
    uow.record(receiptResent({ orderId }))
    await closeExceptions(uow, where, 'the receipt was sent')
    return { outcome: 'sent' }
  }
  const { message } = answer
  await settleCustomerMail(uow.tx, key, { status: 'failed', sentAt: null, error: message })
  const failures = (await countFailures(uow, where)) + 1
  const policy = await nextDelaySeconds(uow, where.kind, failures)
  const delay = policy === undefined ? undefined : scaledDelay(policy, retryScale)
  await openException(uow, {
    ...where,
    code: answer.outcome === 'refused' ? answer.code : answer.outcome,
    message: `The receipt wasn't delivered: ${message}`,
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(uow.now.getTime() + delay * 1000) }),
  })
  return delay === undefined
    ? { outcome: 'stopped', because: 'the email address must be checked' }
    : { outcome: 'retry', afterSeconds: delay, message }
}
