import { settleCustomerMail, startCustomerMail } from '@/db/queries/customers/customer-mails'
import { findResolution, type ResolutionRow } from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { resolutionEmailed } from '@/domain/events/resolution-events'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import type { Receipt } from '@/domain/receipt/receipt'
import { receiptHtml } from '@/domain/receipt/receipt-html'
import { receiptText } from '@/domain/receipt/receipt-text'
import { systemActor } from '@/domain/staff/actor'
import { type Mail, sendMail } from '@/server/adapters/mail/mail'
import { mailTransport } from '@/server/connections'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { nextDelaySeconds } from '../exceptions/next-delay'
import { countFailures, openException } from '../exceptions/open-exception'
import type { ResolutionRun } from './resolution-run'

export type MailResult =
  | { outcome: 'sent' }
  | { outcome: 'skipped'; because: string }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'retry'; afterSeconds: number; message: string }

/** Composes the email about a completed refund or reshipment. */
export type ComposeMail = (
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
) => Promise<Receipt>

type ToSend = { outcome: 'send'; mail: Mail }

/**
 * Emails the customer about a completed refund or reshipment once, if the requester chose to. The
 * email's row is committed before it is sent; a retry sends the same message ID.
 */
export async function mailResolution(
  run: ResolutionRun,
  compose: ComposeMail,
): Promise<MailResult> {
  const context = { actor: systemActor('mail'), requestId: run.requestId }
  const start = await runInTransaction(context, (uow) => beginMail(uow, run, compose))
  if (start.outcome !== 'send') return start
  const answer = await sendMail(mailTransport(), start.mail)
  return runInTransaction(context, (uow) => recordMail(uow, run, start.mail.messageId, answer))
}

async function beginMail(
  uow: UnitOfWork,
  run: ResolutionRun,
  compose: ComposeMail,
): Promise<ToSend | Extract<MailResult, { outcome: 'skipped' }>> {
  const skip = (because: string) => ({ outcome: 'skipped' as const, because })
  const order = await lockOrder(uow.tx, run.orderId)
  const resolution = await findResolution(uow.tx, run.resolutionId)
  if (!order || !resolution) throw new Error(`Resolution ${run.resolutionId} not found.`)
  if (resolution.status !== 'succeeded') return skip('the resolution has not succeeded')
  if (!resolution.isAnnounced) return skip('the requester chose not to email the customer')
  if (!order.email) return skip('the order has no email address')
  const messageId = `${resolution.id}:mail`
  const started = await startCustomerMail(uow.tx, {
    orderId: order.id,
    template: resolution.kind,
    recipient: order.email,
    idempotencyKey: messageId,
  })
  if (started === 'sent') return skip('the email was already sent')
  const receipt = await compose(uow, order, resolution)
  const { subject } = receipt
  const mail = { to: order.email, subject, messageId }
  return {
    outcome: 'send',
    mail: { ...mail, text: receiptText(receipt), html: receiptHtml(receipt) },
  }
}

async function recordMail(
  uow: UnitOfWork,
  run: ResolutionRun,
  key: string,
  answer: VendorOutcome<{ messageId: string }>,
): Promise<MailResult> {
  const { orderId, resolutionId } = run
  await lockOrder(uow.tx, orderId)
  const where = { orderId, step: 'resolution-mail', kind: 'notification_failed' as const }
  if (answer.outcome === 'ok') {
    await settleCustomerMail(uow.tx, key, { status: 'sent', sentAt: uow.now, error: null })
    uow.record(resolutionEmailed({ orderId, resolutionId }))
    await closeExceptions(uow, where, 'the email was sent')
    return { outcome: 'sent' }
  }
  const { message } = answer
  await settleCustomerMail(uow.tx, key, { status: 'failed', sentAt: null, error: message })
  const failures = (await countFailures(uow, where)) + 1
  const policy = await nextDelaySeconds(uow, where.kind, failures)
  const delay = policy === undefined ? undefined : scaledDelay(policy, run.retryScale)
  await openException(uow, {
    ...where,
    code: answer.outcome === 'refused' ? answer.code : answer.outcome,
    message: `The email wasn't delivered: ${message}`,
    detail: { resolutionId },
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(uow.now.getTime() + delay * 1000) }),
  })
  return delay === undefined
    ? { outcome: 'stopped', because: 'the email address must be checked' }
    : { outcome: 'retry', afterSeconds: delay, message }
}
