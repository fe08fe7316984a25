import { findCustomerMail, settleCustomerMail } from '@/db/queries/customers/customer-mails'
import { lockOrder } from '@/db/queries/orders/orders'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { noteHtml } from '@/domain/receipt/receipt-html'
import { systemActor } from '@/domain/staff/actor'
import { type Mail, sendMail } from '@/server/adapters/mail/mail'
import { type Exchange, listenToVendors } from '@/server/adapters/vendor-journal'
import { mailTransport } from '@/server/connections'
import { type WriteScope, write } from '@/server/unit-of-work'
import { closeExceptions } from '../exceptions/close-exceptions'
import { describeError } from '../exceptions/describe-error'
import { nextDelaySeconds } from '../exceptions/next-delay'
import { countFailures, openException } from '../exceptions/open-exception'
import { keepCalls } from '../vendors/save-vendor-calls'

export type MailRun = { mailKey: string; orderId: string; requestId: string; retryScale: number }

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
  const mail = await write(context, (scope) => readMail(scope, run))
  if (!mail) return { outcome: 'stopped', because: 'it was sent before' }
  const exchanges: Exchange[] = []
  const answer = await listenToVendors(exchanges, () => sendMail(mailTransport(), mail))
  return write(context, async (scope) => {
    await keepCalls(scope, { orderId: run.orderId, step: 'customer-mail' }, exchanges)
    return recordMail(scope, run, answer)
  })
}

async function readMail(scope: WriteScope, { mailKey }: MailRun): Promise<Mail | undefined> {
  const row = await findCustomerMail(scope.tx, mailKey)
  if (!row?.subject || !row.body || row.status === 'sent') return undefined
  const { recipient: to, subject, body: text } = row
  return { to, subject, text, html: noteHtml(subject, text), messageId: mailKey }
}

async function recordMail(
  scope: WriteScope,
  { mailKey, orderId, retryScale }: MailRun,
  answer: VendorOutcome<{ messageId: string }>,
): Promise<CustomerMailVerdict> {
  await lockOrder(scope.tx, orderId)
  const where = { orderId, step: 'customer-mail', kind: 'notification_failed' as const }
  if (answer.outcome === 'ok') {
    await settleCustomerMail(scope.tx, mailKey, { status: 'sent', sentAt: scope.now, error: null })
    scope.recordOrderEvent(orderId, 'customer.mailed', {})
    await closeExceptions(scope, where, 'the mail went out')
    return { outcome: 'sent' }
  }
  const { message } = answer
  await settleCustomerMail(scope.tx, mailKey, { status: 'failed', sentAt: null, error: message })
  const failures = (await countFailures(scope, where)) + 1
  const policy = await nextDelaySeconds(scope, where.kind, failures)
  const delay = policy === undefined ? undefined : scaledDelay(policy, retryScale)
  await openException(scope, {
    ...where,
    code: answer.outcome === 'refused' ? answer.code : answer.outcome,
    message: `The e-mail was not delivered: ${message}`,
    detail: { mailKey },
    ...(delay === undefined ? {} : { nextAttemptAt: new Date(scope.now.getTime() + delay * 1000) }),
  })
  return delay === undefined
    ? { outcome: 'stopped', because: 'a person has to look at the address' }
    : { outcome: 'again', afterSeconds: delay, message }
}

/** The run that sends a mail gave up, which no answer of a mail server makes it do. */
export function reportBrokenMail(
  { mailKey, orderId, requestId }: Omit<MailRun, 'retryScale'>,
  error: Error,
): Promise<{ exceptionId: string }> {
  return write({ actor: systemActor('engine'), requestId }, async (scope) => {
    await lockOrder(scope.tx, orderId)
    const { code, message } = describeError(error)
    const detail = { mailKey }
    const report = {
      orderId,
      step: 'customer-mail',
      kind: 'internal_error',
      code,
      message,
    } as const
    return { exceptionId: await openException(scope, { ...report, detail }) }
  })
}
