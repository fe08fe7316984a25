import { settleCustomerMail, startCustomerMail } from '@/db/queries/customers/customer-mails'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { composeReceipt } from '@/domain/receipt/receipt'
import { receiptHtml } from '@/domain/receipt/receipt-html'
import { receiptText } from '@/domain/receipt/receipt-text'
import { type Mail, sendMail } from '@/server/adapters/mail/mail'
import { mailTransport } from '@/server/connections'
import { loadReceipt } from '@/server/modules/emails/load-receipt'
import {
  failed,
  type StepCall,
  type StepOutcome,
  type StepWork,
} from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Step `notify`: emails the receipt to the customer. */
export async function notifyCustomer(
  uow: UnitOfWork,
  { order, step }: StepWork,
): Promise<StepOutcome | StepCall> {
  if (!order.email) return { outcome: 'skipped', reason: 'the order has no email address' }
  const key = step.idempotencyKey
  const started = await startCustomerMail(uow.tx, {
    orderId: order.id,
    template: 'receipt',
    recipient: order.email,
    idempotencyKey: key,
  })
  if (started === 'sent') return { outcome: 'done', result: { template: 'receipt' } }
  const receipt = composeReceipt(await loadReceipt(uow.tx, order))
  const mail: Mail = {
    to: order.email,
    subject: receipt.subject,
    text: receiptText(receipt),
    html: receiptHtml(receipt),
    messageId: key,
  }
  return {
    outcome: 'call',
    call: async () => {
      const answer = await sendMail(mailTransport(), mail)
      return (later) => recordMail(later, key, answer)
    },
  }
}

async function recordMail(
  uow: UnitOfWork,
  key: string,
  answer: VendorOutcome<{ messageId: string }>,
): Promise<StepOutcome> {
  if (answer.outcome === 'ok') {
    await settleCustomerMail(uow.tx, key, { status: 'sent', sentAt: uow.now, error: null })
    return { outcome: 'done', result: { template: 'receipt' } }
  }
  const { message } = answer
  await settleCustomerMail(uow.tx, key, { status: 'failed', sentAt: null, error: message })
  return failed({
    kind: 'notification_failed',
    code: answer.outcome === 'refused' ? answer.code : answer.outcome,
    message: `The email was not delivered: ${message}`,
  })
}
