import { z } from 'zod'
import { saveMailRecipient } from '@/db/queries/customers/customer-mails'
import { saveEditedEmail } from '@/db/queries/orders/order-edits'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import { refreshSearchText } from '@/server/modules/orders/refresh-search-text'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException, orderOf } from '../internal/act-on-exception'
import { sendOn } from '../internal/resume-order-after-action'

export const CorrectEmailInput = ExceptionTarget.extend({
  email: z.string().trim().max(320).pipe(z.email('That is no email address.')),
})
export type CorrectEmailInput = z.infer<typeof CorrectEmailInput>

/**
 * Corrects where the customer is written to, and sends the message again.
 * @throws AppError as `actOnException`
 */
export function correctEmail(
  { email, ...target }: CorrectEmailInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('correct_email', target, context, async (uow, subject) => {
    const order = orderOf(subject)
    await saveEditedEmail(uow.tx, order.id, email, uow.now)
    await refreshSearchText(uow, { ...order, email })
    const { mailKey } = subject.exception.detail
    if (typeof mailKey === 'string') await saveMailRecipient(uow.tx, mailKey, email)
    await sendOn(uow, subject, 'the email address was corrected')
    return { end: 'settled' }
  })
}
