import { settleCustomerMail, startCustomerMail } from '@/db/queries/customers/customer-mails'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { composeReceipt } from '@/domain/receipt/receipt'
import { receiptHtml } from '@/domain/receipt/receipt-html'
import { receiptText } from '@/domain/receipt/receipt-text'
import { type Mail, sendMail } from '@/server/adapters/mail/mail'
import { mailTransport } from '@/server/connections'
import { gatherReceipt } from '@/server/modules/emails/load-receipt'
import {
  failed,
  type StepCall,
  type StepEnd,
  type StepWork,
} from '@/server/modules/steps/step-types'
import type { WriteScope } from '@/server/unit-of-work'

/** Sends the customer the receipt: step `notify`. */
export async function notifyCustomer(
  scope: WriteScope,
  { order, step }: StepWork,
): Promise<StepEnd | StepCall> {
  if (!order.email) return { outcome: 'skipped', reason: 'the order has no e-mail address' }
  const key = step.idempotencyKey
  const started = await startCustomerMail(scope.tx, {
    orderId: order.id,
    template: 'receipt',
    recipient: order.email,
    idempotencyKey: key,
  })
  if (started === 'sent') return { outcome: 'done', result: { template: 'receipt' } }
  const receipt = composeReceipt(await gatherReceipt(scope.tx, order))
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
  scope: WriteScope,
  key: string,
  answer: VendorOutcome<{ messageId: string }>,
): Promise<StepEnd> {
  if (answer.outcome === 'ok') {
    await settleCustomerMail(scope.tx, key, { status: 'sent', sentAt: scope.now, error: null })
    return { outcome: 'done', result: { template: 'receipt' } }
  }
  const { message } = answer
  await settleCustomerMail(scope.tx, key, { status: 'failed', sentAt: null, error: message })
  return failed({
    kind: 'notification_failed',
    code: answer.outcome === 'refused' ? answer.code : answer.outcome,
    message: `The e-mail was not delivered: ${message}`,
  })
}
