import {
  closeActiveLinks,
  findActiveLink,
  insertPaymentLink,
  type PaymentLinkRow,
  savePaymentLink,
} from '@/db/queries/money/payment-links'
import { listPayments } from '@/db/queries/money/payments'
import type { OrderId } from '@/domain/ids'
import { formatMoney } from '@/domain/money/money'
import { paymentDue } from '@/domain/payment/payment-due'
import { cleanNote } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { mailLink } from '@/server/modules/payments/open-payment-link'
import type { UnitOfWork } from '@/server/unit-of-work'
import { type ActionHandler, requireOrder, type Subject } from '../internal/action-handler'

/** Days to wait for the payment before the exception reopens. */
const PAYMENT_DAYS = 3
const DAY_MS = 24 * 60 * 60 * 1000
/** When a link that was requested but never created is picked up again. */
const LOST_REQUEST_MS = 10 * 60 * 1000

/**
 * Emails the customer a page to pay the outstanding amount. The exception waits for the payment. An
 * order has one live page at a time; requested again, the same page is emailed again.
 * @throws AppError bad_input without a message or an email address; conflict when nothing is
 * outstanding or the page is being created
 */
export const sendPaymentLink: ActionHandler<'send_payment_link'> = async (
  uow,
  subject,
  { message },
) => {
  const body = cleanNote(message).text
  const order = requireOrder(subject)
  if (!order.email || !body)
    throw new AppError(
      'bad_input',
      'Enter a message that explains why the customer should pay again.',
    )
  const link = await describeLink(uow, subject, { message: body, recipient: order.email })
  const live = await findActiveLink(uow.tx, order.id)
  if (live?.status === 'requested')
    throw new AppError('conflict', 'The payment link is being created. Try again in a moment.')
  if (live?.amountMinor === link.amountMinor && live.currency === link.currency)
    await mailAgain(uow, subject, { ...live, message: body, recipient: order.email })
  else await requestLink(uow, order.id, link)
  const waitUntil = new Date(uow.now.getTime() + PAYMENT_DAYS * DAY_MS)
  const amount = formatMoney(link.amountMinor, link.currency)
  return { outcome: { waitUntil, waitReason: 'the payment' }, data: { message: body, amount } }
}

/** @throws AppError conflict when nothing is outstanding */
async function describeLink(
  uow: UnitOfWork,
  subject: Subject,
  mail: { message: string; recipient: string },
) {
  const order = requireOrder(subject)
  const tenders = await listPayments(uow.tx, order.id)
  const declined = tenders.find(({ id }) => id === subject.exception.detail.paymentId)
  const { dueMinor } = paymentDue(order, tenders, declined?.id)
  if (dueMinor <= 0n) throw new AppError('conflict', 'This order has no outstanding amount.')
  return {
    ...mail,
    orderId: order.id,
    exceptionId: subject.exception.id,
    currency: order.currency,
    amountMinor: dueMinor,
    replacesPaymentId: declined?.id ?? null,
    requestedById: subject.person.id,
    requestedByName: subject.person.name,
    nextPollAt: new Date(uow.now.getTime() + LOST_REQUEST_MS),
  }
}

async function requestLink(
  uow: UnitOfWork,
  orderId: OrderId,
  row: Parameters<typeof insertPaymentLink>[1],
): Promise<void> {
  await closeActiveLinks(uow.tx, orderId, uow.now)
  const link = await insertPaymentLink(uow.tx, row)
  if (!link) throw new Error(`Couldn't store the payment link of order ${orderId}.`)
  const { requestId } = uow.context
  uow.emit({ name: 'payment-link/requested', data: { linkId: link.id, requestId } })
}

async function mailAgain(uow: UnitOfWork, subject: Subject, link: PaymentLinkRow): Promise<void> {
  const { message, recipient } = link
  const { id: exceptionId, version, detail } = subject.exception
  const replacesPaymentId = typeof detail.paymentId === 'string' ? detail.paymentId : null
  await savePaymentLink(uow.tx, link.id, { message, recipient, exceptionId, replacesPaymentId })
  const mailKey = `payment-link:${link.id}:${exceptionId}:${version}`
  await mailLink(uow, requireOrder(subject), link, mailKey)
}
