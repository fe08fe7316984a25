import { findCustomerMail, settleCustomerMail } from '@/db/queries/customers/customer-mails'
import { lockOrder } from '@/db/queries/orders/orders'
import { customerEmailed } from '@/domain/events/customer-events'
import type { ExceptionId, OrderId } from '@/domain/ids'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { noteHtml } from '@/domain/receipt/receipt-html'
import { systemActor } from '@/domain/staff/actor'
import { type Mail, sendMail } from '@/server/adapters/mail/mail'
import { type HttpExchange, recordVendorCalls } from '@/server/adapters/vendor-journal'
import { mailTransport } from '@/server/connections'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { describeError } from '../exceptions/describe-error'
import { nextDelaySeconds } from '../exceptions/next-delay'
import { countFailures, openException } from '../exceptions/open-exception'
import { saveVendorCalls } from '../vendors/save-vendor-calls'

export type MailRun = { mailKey: string; orderId: OrderId; requestId: string; retryScale: number }

export type CustomerMailResult =
  | { outcome: 'sent' }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'retry'; afterSeconds: number; message: string }

/**
 * Sends an email that a user wrote to a customer once; a retry uses the same message ID. Opens an
 * exception when the mail server rejects it.
 */
export async function sendCustomerMail(run: MailRun): Promise<CustomerMailResult> {
  const context = { actor: systemActor('mail'), requestId: run.requestId }
  const mail = await runInTransaction(context, (uow) => loadMail(uow, run))
  if (!mail) return { outcome: 'stopped', because: 'the email was already sent' }
  const exchanges: HttpExchange[] = []
  const answer = await recordVendorCalls(exchanges, () => sendMail(mailTransport(), mail))
  return runInTransaction(context, async (uow) => {
    await saveVendorCalls(uow, { orderId: run.orderId, step: 'customer-mail' }, exchanges)
    return recordMail(uow, run, answer)
  })
}

async function loadMail(uow: UnitOfWork, { mailKey }: MailRun): Promise<Mail | undefined> {
  const row = await findCustomerMail(uow.tx, mailKey)
  if (!row?.subject || !row.body || row.status === 'sent') return undefined
  const { recipient: to, subject, body: text } = row
  return { to, subject, text, html: noteHtml(subject, text), messageId: mailKey }
}

async function recordMail(
  uow: UnitOfWork,
  { mailKey, orderId, retryScale }: MailRun,
  answer: VendorOutcome<{ messageId: string }>,
): Promise<CustomerMailResult> {
  await lockOrder(uow.tx, orderId)
  const where = { orderId, step: 'customer-mail', kind: 'notification_failed' as const }
  if (answer.outcome === 'ok') {
    await settleCustomerMail(uow.tx, mailKey, { status: 'sent', sentAt: uow.now, error: null })
    uow.record(customerEmailed({ orderId }))
    await closeExceptions(uow, where, 'the email was sent')
    return { outcome: 'sent' }
  }
  const { message } = answer
  await settleCustomerMail(uow.tx, mailKey, { status: 'failed', sentAt: null, error: message })
  const failures = (await countFailures(uow, where)) + 1
  const policy = await nextDelaySeconds(uow, where.kind, failures)
  const delay = policy === undefined ? undefined : scaledDelay(policy, retryScale)
  await openException(uow, {
    ...where,
    code: answer.outcome === 'refused' ? answer.code : answer.outcome,
    message: `The email wasn't delivered: ${message}`,
    detail: { mailKey },
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(uow.now.getTime() + delay * 1000) }),
  })
  return delay === undefined
    ? { outcome: 'stopped', because: 'the email address must be checked' }
    : { outcome: 'retry', afterSeconds: delay, message }
}

/** Opens an exception for engineers after the pipeline gave up on an email. */
export function reportBrokenMail(
  { mailKey, orderId, requestId }: Omit<MailRun, 'retryScale'>,
  error: Error,
): Promise<{ exceptionId: ExceptionId }> {
  return runInTransaction({ actor: systemActor('engine'), requestId }, async (uow) => {
    await lockOrder(uow.tx, orderId)
    const { code, message } = describeError(error)
    const detail = { mailKey }
    const report = {
      orderId,
      step: 'customer-mail',
      kind: 'internal_error',
      code,
      message,
    } as const
    return { exceptionId: await openException(uow, { ...report, detail }) }
  })
}
