import { z } from 'zod'
import { insertCustomerMail } from '@/db/queries/customers/customer-mails'
import { cleanNote } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException, orderOf } from '../internal/act-on-exception'

export const AskCustomerInput = ExceptionTarget.extend({
  message: z.string().trim().min(1, 'Write what the customer is asked.').max(4_000),
})
export type AskCustomerInput = z.infer<typeof AskCustomerInput>

/** How long an answer is waited for before somebody looks again. */
const DAYS = 3
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Asks the customer by email; the exception waits for the answer.
 * @throws AppError as `actOnException`
 */
export function askCustomer(
  { message, ...target }: AskCustomerInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('ask_customer', target, context, async (uow, subject) => {
    const order = orderOf(subject)
    const body = cleanNote(message).text
    if (!order.email || !body) throw new AppError('bad_input', 'Write what the customer is asked.')
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
    const waitsUntil = new Date(uow.now.getTime() + DAYS * DAY_MS)
    return { end: { waitsUntil, for: "the customer's answer" }, data: { message: body } }
  })
}
