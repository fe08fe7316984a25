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
import type { CommandContext, WriteScope } from '@/server/unit-of-work'
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
  return actOnException('send_payment_link', target, context, async (scope, subject) => {
    const body = cleanNote(message).text
    const order = orderOf(subject)
    if (!order.email || !body)
      throw new AppError('bad_input', 'Write to the customer why they are to pay again.')
    const link = await describeLink(scope, subject, { message: body, recipient: order.email })
    const live = await findLiveLink(scope.tx, order.id)
    if (live?.status === 'requested')
      throw new AppError('conflict', 'The payment link is being made right now. Wait a moment.')
    if (live?.amountMinor === link.amountMinor && live.currency === link.currency)
      await mailAgain(scope, subject, { ...live, message: body, recipient: order.email })
    else await request(scope, order.id, link)
    const waitsUntil = new Date(scope.now.getTime() + DAYS * DAY_MS)
    const amount = formatMoney(link.amountMinor, link.currency)
    return { end: { waitsUntil, for: 'the payment' }, data: { message: body, amount } }
  })
}

/** @throws AppError conflict when nothing is left to pay */
async function describeLink(
  scope: WriteScope,
  subject: Subject,
  words: { message: string; recipient: string },
) {
  const order = orderOf(subject)
  const tenders = await listPayments(scope.tx, order.id)
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
    nextLookAt: new Date(scope.now.getTime() + LOST_MS),
  }
}

async function request(
  scope: WriteScope,
  orderId: string,
  row: Parameters<typeof insertPaymentLink>[1],
): Promise<void> {
  await closeLiveLinks(scope.tx, orderId, scope.now)
  const link = await insertPaymentLink(scope.tx, row)
  if (!link) throw new Error(`The payment link of order ${orderId} could not be stored.`)
  const { requestId } = scope.context
  scope.emit({ name: 'payment-link/requested', data: { linkId: link.id, requestId } })
}

async function mailAgain(scope: WriteScope, subject: Subject, link: PaymentLinkRow): Promise<void> {
  const { message, recipient } = link
  const { id: exceptionId, version, detail } = subject.exception
  const replacesPaymentId = typeof detail.paymentId === 'string' ? detail.paymentId : null
  await savePaymentLink(scope.tx, link.id, { message, recipient, exceptionId, replacesPaymentId })
  await mailLink(scope, orderOf(subject), link, `payment-link:${link.id}:${exceptionId}:${version}`)
}
