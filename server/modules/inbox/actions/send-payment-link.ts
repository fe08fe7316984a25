import { z } from 'zod'
import {
  closeLiveLinks,
  findLiveLink,
  insertPaymentLink,
  type PaymentLinkRow,
  savePaymentLink,
} from '@/db/queries/money/payment-links'
import { listPayments } from '@/db/queries/money/payments'
import { formatMoney } from '@/domain/money/money'
import { paymentDue } from '@/domain/payment/payment-due'
import { cleanNote } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import { mailLink } from '@/server/modules/payments/open-payment-link'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import {
  type ActionTaken,
  actOnException,
  orderOf,
  type Subject,
} from '../internal/act-on-exception'

export const SendPaymentLinkInput = ExceptionTarget.extend({
  message: z.string().trim().min(1, 'Write to the customer why they are to pay again.').max(4_000),
})
export type SendPaymentLinkInput = z.infer<typeof SendPaymentLinkInput>

/** How long the payment is waited for before somebody looks again. */
const DAYS = 3
const DAY_MS = 24 * 60 * 60 * 1000
/** When to see to a link whose making was lost on the way. */
const LOST_MS = 10 * 60 * 1000

/**
 * Mails the customer a page on which they can pay what the order still lacks; the exception waits
 * for the payment. An order has one such page at a time: asked for again, the same one is mailed.
 * @throws AppError as `actOnException`, bad_input without a message or an address, conflict when
 * nothing is left to pay or the page is just being made
 */
export function sendPaymentLink(
  { message, ...target }: SendPaymentLinkInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('send_payment_link', target, context, async (uow, subject) => {
    const body = cleanNote(message).text
    const order = orderOf(subject)
    if (!order.email || !body)
      throw new AppError('bad_input', 'Write to the customer why they are to pay again.')
    const link = await describeLink(uow, subject, { message: body, recipient: order.email })
    const live = await findLiveLink(uow.tx, order.id)
    if (live?.status === 'requested')
      throw new AppError('conflict', 'The payment link is being made right now. Wait a moment.')
    if (live?.amountMinor === link.amountMinor && live.currency === link.currency)
      await mailAgain(uow, subject, { ...live, message: body, recipient: order.email })
    else await request(uow, order.id, link)
    const waitsUntil = new Date(uow.now.getTime() + DAYS * DAY_MS)
    const amount = formatMoney(link.amountMinor, link.currency)
    return { end: { waitsUntil, for: 'the payment' }, data: { message: body, amount } }
  })
}

/** @throws AppError conflict when nothing is left to pay */
async function describeLink(
  uow: UnitOfWork,
  subject: Subject,
  words: { message: string; recipient: string },
) {
  const order = orderOf(subject)
  const tenders = await listPayments(uow.tx, order.id)
  const refused = tenders.find(({ id }) => id === subject.exception.detail.paymentId)
  const { dueMinor } = paymentDue(order, tenders, refused?.id)
  if (dueMinor <= 0n) throw new AppError('conflict', 'Nothing is left to pay of this order.')
  return {
    ...words,
    orderId: order.id,
    exceptionId: subject.exception.id,
    currency: order.currency,
    amountMinor: dueMinor,
    replacesPaymentId: refused?.id ?? null,
    requestedById: subject.person.id,
    requestedByName: subject.person.name,
    nextLookAt: new Date(uow.now.getTime() + LOST_MS),
  }
}

async function request(
  uow: UnitOfWork,
  orderId: string,
  row: Parameters<typeof insertPaymentLink>[1],
): Promise<void> {
  await closeLiveLinks(uow.tx, orderId, uow.now)
  const link = await insertPaymentLink(uow.tx, row)
  if (!link) throw new Error(`The payment link of order ${orderId} could not be stored.`)
  const { requestId } = uow.context
  uow.emit({ name: 'payment-link/requested', data: { linkId: link.id, requestId } })
}

async function mailAgain(uow: UnitOfWork, subject: Subject, link: PaymentLinkRow): Promise<void> {
  const { message, recipient } = link
  const { id: exceptionId, version, detail } = subject.exception
  const replacesPaymentId = typeof detail.paymentId === 'string' ? detail.paymentId : null
  await savePaymentLink(uow.tx, link.id, { message, recipient, exceptionId, replacesPaymentId })
  await mailLink(uow, orderOf(subject), link, `payment-link:${link.id}:${exceptionId}:${version}`)
}
