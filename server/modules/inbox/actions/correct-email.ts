import { saveMailRecipient } from '@/db/queries/customers/customer-mails'
import { saveEditedEmail } from '@/db/queries/orders/order-edits'
import { refreshSearchText } from '@/server/modules/orders/refresh-search-text'
import { type ActionHandler, requireOrder } from '../internal/action-handler'
import { resumeAfterAction } from '../internal/resume-order-after-action'

/** Corrects the customer's email address and sends the message again. */
export const correctEmail: ActionHandler<'correct_email'> = async (uow, subject, { email }) => {
  const order = requireOrder(subject)
  await saveEditedEmail(uow.tx, order.id, email, uow.now)
  await refreshSearchText(uow, { ...order, email })
  const { mailKey } = subject.exception.detail
  if (typeof mailKey === 'string') await saveMailRecipient(uow.tx, mailKey, email)
  await resumeAfterAction(uow, subject, 'the email address was corrected')
  return { outcome: 'resolved' }
}
