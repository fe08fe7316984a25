import { insertCustomerMail } from '@/db/queries/customers/customer-mails'
import { cleanNote } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { type ActionHandler, requireOrder } from '../internal/action-handler'

/** Days to wait for an answer before the exception reopens. */
const ANSWER_DAYS = 3
const DAY_MS = 24 * 60 * 60 * 1000

/** Emails the customer a question. The exception waits for the answer. */
export const askCustomer: ActionHandler<'ask_customer'> = async (uow, subject, { message }) => {
  const order = requireOrder(subject)
  const body = cleanNote(message).text
  if (!order.email || !body) throw new AppError('bad_input', 'Enter a message to the customer.')
  const mailKey = `${subject.exception.id}:question:${subject.exception.version}`
  await insertCustomerMail(uow.tx, {
    orderId: order.id,
    template: 'question',
    recipient: order.email,
    subject: `A question about your order ${order.name}`,
    body,
    idempotencyKey: mailKey,
  })
  const { requestId } = uow.context
  uow.emit({ name: 'mail/requested', data: { mailKey, orderId: order.id, requestId } })
  const waitUntil = new Date(uow.now.getTime() + ANSWER_DAYS * DAY_MS)
  return { outcome: { waitUntil, waitReason: "the customer's answer" }, data: { message: body } }
}
