import { z } from 'zod'
import {
  insertPaymentTransaction,
  listOwnTransactions,
  listPayments,
  savePendingTransaction,
} from '@/db/queries/money/payments'
import { insertPayment } from '@/db/queries/money/storefront-payments'
import type { OrderRow } from '@/db/queries/orders/orders'
import { findOrderStep, readLeaseMs } from '@/db/queries/pipeline/order-steps'
import { formatAmount } from '@/domain/money/money'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import { saveChargebacks } from '@/server/modules/payments/save-chargebacks'
import { voidRemainingAuthorization } from '@/server/modules/payments/void-authorization'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import {
  type ActionTaken,
  actOnException,
  orderOf,
  type Subject,
} from '../internal/act-on-exception'
import { sendOn } from '../internal/resume-order-after-action'

export const MarkPaidInput = ExceptionTarget.extend({
  reference: z
    .string()
    .trim()
    .min(1, 'Give the reference under which the payment is found.')
    .max(200),
})
export type MarkPaidInput = z.infer<typeof MarkPaidInput>

/**
 * Records what a person found out: that the money is there, under this reference. A charge that had
 * no answer counts as made; in place of one that was declined stands a payment of its own, and the
 * hold on the card is given back.
 * @throws AppError as `actOnException`, conflict when nothing is left to pay
 */
export function markPaid(input: MarkPaidInput, context: CommandContext): Promise<ActionTaken> {
  const { reference: given, ...target } = input
  const reference = cleanText(given).text
  return actOnException('mark_paid', target, context, async (uow, subject) => {
    const order = orderOf(subject)
    await refuseWhileAsked(uow, order)
    const isUnknown = subject.exception.kind === 'payment_unknown'
    const minor = isUnknown
      ? await settleCapture(uow, subject, reference)
      : await replaceTender(uow, subject, reference)
    await saveChargebacks(uow, order)
    await sendOn(uow, subject, 'it was marked as paid')
    const amount = `${formatAmount(minor, order.currency)} ${order.currency}`
    return { end: 'settled', data: { reference, amount } }
  })
}

/** @throws AppError conflict while the payment service may still give the answer itself */
export async function refuseWhileAsked(uow: UnitOfWork, order: OrderRow): Promise<void> {
  const capture = await findOrderStep(uow.tx, order.id, 'capture')
  if (!capture || (await readLeaseMs(uow.tx, capture)) === 0) return
  throw new AppError('conflict', 'The payment service is being asked right now. Wait a moment.')
}

/** The tender that the exception names, and our capture of it that has no answer yet. */
export async function findOpenCapture(uow: UnitOfWork, subject: Subject) {
  const tenders = await listPayments(uow.tx, orderOf(subject).id)
  const tender = tenders.find(({ id }) => id === subject.exception.detail.paymentId)
  const tries = tender ? await listOwnTransactions(uow.tx, tender.id, 'capture') : []
  const capture = tries.find(({ status }) => status === 'pending')
  if (capture) return capture
  throw new AppError('conflict', 'No charge is open any more: what became of it is known.')
}

async function settleCapture(
  uow: UnitOfWork,
  subject: Subject,
  reference: string,
): Promise<bigint> {
  const capture = await findOpenCapture(uow, subject)
  await savePendingTransaction(uow.tx, capture.idempotencyKey, {
    status: 'succeeded',
    gatewayReference: reference,
    errorCode: null,
    errorMessage: null,
    at: uow.now,
  })
  return capture.amountMinor
}

async function replaceTender(
  uow: UnitOfWork,
  subject: Subject,
  reference: string,
): Promise<bigint> {
  const order = orderOf(subject)
  const tenders = await listPayments(uow.tx, order.id)
  const declined = tenders.find(({ id }) => id === subject.exception.detail.paymentId)
  const due = declined
    ? declined.authorizedMinor - declined.capturedMinor
    : order.totalMinor - tenders.reduce((sum, one) => sum + one.capturedMinor, 0n)
  const dueShop = declined
    ? declined.authorizedShopMinor - declined.capturedShopMinor
    : order.totalShopMinor - tenders.reduce((sum, one) => sum + one.capturedShopMinor, 0n)
  if (due <= 0n) throw new AppError('conflict', 'Nothing is left to pay of this order.')
  // A declined card is not asked again: its hold counts as given up.
  if (declined) await voidRemainingAuthorization(uow, declined, 'person')
  const payment = await insertPayment(uow.tx, {
    orderId: order.id,
    externalId: `by-hand:${subject.exception.id}`,
    kind: 'other',
    gateway: 'by_hand',
    gatewayReference: reference,
    currency: order.currency,
    shopCurrency: order.shopCurrency,
  })
  for (const kind of ['authorization', 'capture'] as const) {
    await insertPaymentTransaction(uow.tx, {
      paymentId: payment.id,
      orderId: order.id,
      kind,
      status: 'succeeded',
      amountMinor: due,
      amountShopMinor: dueShop,
      source: 'person',
      gatewayReference: reference,
      idempotencyKey: `${payment.id}:${kind}`,
      at: uow.now,
    })
  }
  return due
}
