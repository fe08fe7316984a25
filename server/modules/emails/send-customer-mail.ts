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

export type CustomerMailVerdict =
  | { outcome: 'sent' }
  | { outcome: 'stopped'; because: string }
  | { outcome: 'again'; afterSeconds: number; message: string }

/**
 * Sends a mail that a person wrote to a customer, once: a repeat is the same message. One that does
 * not arrive goes to the inbox.
 */
export async function sendCustomerMail(run: MailRun): Promise<CustomerMailVerdict> {
  const context = { actor: systemActor('mail'), requestId: run.requestId }
  const mail = await runInTransaction(context, (uow) => readMail(uow, run))
  if (!mail) return { outcome: 'stopped', because: 'it was sent before' }
  const exchanges: HttpExchange[] = []
  const answer = await recordVendorCalls(exchanges, () => sendMail(mailTransport(), mail))
  return runInTransaction(context, async (uow) => {
    await saveVendorCalls(uow, { orderId: run.orderId, step: 'customer-mail' }, exchanges)
    return recordMail(uow, run, answer)
  })
}

async function readMail(uow: UnitOfWork, { mailKey }: MailRun): Promise<Mail | undefined> {
  const row = await findCustomerMail(uow.tx, mailKey)
  if (!row?.subject || !row.body || row.status === 'sent') return undefined
  const { recipient: to, subject, body: text } = row
  return { to, subject, text, html: noteHtml(subject, text), messageId: mailKey }
}

async function recordMail(
  uow: UnitOfWork,
  { mailKey, orderId, retryScale }: MailRun,
  answer: VendorOutcome<{ messageId: string }>,
): Promise<CustomerMailVerdict> {
  await lockOrder(uow.tx, orderId)
  const where = { orderId, step: 'customer-mail', kind: 'notification_failed' as const }
  if (answer.outcome === 'ok') {
    await settleCustomerMail(uow.tx, mailKey, { status: 'sent', sentAt: uow.now, error: null })
    uow.record(customerEmailed({ orderId }))
    await closeExceptions(uow, where, 'the mail went out')
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
    message: `The email was not delivered: ${message}`,
    detail: { mailKey },
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(uow.now.getTime() + delay * 1000) }),
  })
  return delay === undefined
    ? { outcome: 'stopped', because: 'a person has to look at the address' }
    : { outcome: 'again', afterSeconds: delay, message }
}

/** The run that sends a mail gave up, which no answer of a mail server makes it do. */
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
