import { findCustomerMail, settleCustomerMail } from '@/db/queries/customers/customer-mails'
import { lockOrder } from '@/db/queries/orders/orders'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { composeReceipt } from '@/domain/receipt/receipt'
import { receiptHtml } from '@/domain/receipt/receipt-html'
import { receiptText } from '@/domain/receipt/receipt-text'
import { systemActor } from '@/domain/staff/actor'
import { type Mail, sendMail } from '@/server/adapters/mail/mail'
import { mailTransport } from '@/server/connections'
import { type WriteScope, write } from '@/server/unit-of-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { nextDelaySeconds } from '../exceptions/next-delay'
import { countFailures, openException } from '../exceptions/open-exception'
import { gatherReceipt } from './load-receipt'

export type ReceiptRun = { orderId: string; key: string; requestId: string; retryScale: number }

export type ReceiptVerdict =
  | { outcome: 'sent' }
  | { outcome: 'skipped'; because: string }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'again'; afterSeconds: number; message: string }

/**
 * Sends the receipt that a person asked for once more; its row in `customer_mails` stands already.
 * Safe to repeat: one that left is not sent again.
 */
export async function sendReceipt(run: ReceiptRun): Promise<ReceiptVerdict> {
  const context = { actor: systemActor('mail'), requestId: run.requestId }
  const mail = await write(context, (scope) => composeMail(scope, run))
  if (typeof mail === 'string') return { outcome: 'skipped', because: mail }
  const answer = await sendMail(mailTransport(), mail)
  return write(context, (scope) => recordMail(scope, run, answer))
}

/** The mail, or why there is none to send. */
async function composeMail(scope: WriteScope, run: ReceiptRun): Promise<Mail | string> {
  const order = await lockOrder(scope.tx, run.orderId)
  const row = await findCustomerMail(scope.tx, run.key)
  if (!order || !row) throw new Error(`There is no mail ${run.key}.`)
  if (row.status === 'sent') return 'it was sent before'
  if (!order.email) return 'the order has no e-mail address'
  const receipt = composeReceipt(await gatherReceipt(scope.tx, order))
  return {
    to: order.email,
    subject: receipt.subject,
    text: receiptText(receipt),
    html: receiptHtml(receipt),
    messageId: run.key,
  }
}

async function recordMail(
  scope: WriteScope,
  { orderId, key, retryScale }: ReceiptRun,
  answer: VendorOutcome<{ messageId: string }>,
): Promise<ReceiptVerdict> {
  await lockOrder(scope.tx, orderId)
  const where = { orderId, step: 'receipt-mail', kind: 'notification_failed' as const }
  if (answer.outcome === 'ok') {
    await settleCustomerMail(scope.tx, key, { status: 'sent', sentAt: scope.now, error: null })
    scope.recordOrderEvent(orderId, 'receipt.sent_again')
    await closeExceptions(scope, where, 'the receipt went out')
    return { outcome: 'sent' }
  }
  const { message } = answer
  await settleCustomerMail(scope.tx, key, { status: 'failed', sentAt: null, error: message })
  const failures = (await countFailures(scope, where)) + 1
  const policy = await nextDelaySeconds(scope, where.kind, failures)
  const delay = policy === undefined ? undefined : scaledDelay(policy, retryScale)
  await openException(scope, {
    ...where,
    code: answer.outcome === 'refused' ? answer.code : answer.outcome,
    message: `The receipt was not delivered: ${message}`,
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(scope.now.getTime() + delay * 1000) }),
  })
  return delay === undefined
    ? { outcome: 'stopped', because: 'a person has to look at the address' }
    : { outcome: 'again', afterSeconds: delay, message }
}
