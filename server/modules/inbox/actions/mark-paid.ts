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
import { setAside } from '@/server/modules/payments/void-authorization'
import type { CommandContext, WriteScope } from '@/server/unit-of-work'
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
  return actOnException('mark_paid', target, context, async (scope, subject) => {
    const order = orderOf(subject)
    await refuseWhileAsked(scope, order)
    const isUnknown = subject.exception.kind === 'payment_unknown'
    const minor = isUnknown
      ? await settleCapture(scope, subject, reference)
      : await replaceTender(scope, subject, reference)
    await saveChargebacks(scope, order)
    await sendOn(scope, subject, 'it was marked as paid')
    const amount = `${formatAmount(minor, order.currency)} ${order.currency}`
    return { end: 'settled', data: { reference, amount } }
  })
}

/** @throws AppError conflict while the payment service may still give the answer itself */
export async function refuseWhileAsked(scope: WriteScope, order: OrderRow): Promise<void> {
  const capture = await findOrderStep(scope.tx, order.id, 'capture')
  if (!capture || (await readLeaseMs(scope.tx, capture)) === 0) return
  throw new AppError('conflict', 'The payment service is being asked right now. Wait a moment.')
}

/** The tender that the exception names, and our capture of it that has no answer yet. */
export async function findOpenCapture(scope: WriteScope, subject: Subject) {
  const tenders = await listPayments(scope.tx, orderOf(subject).id)
  const tender = tenders.find(({ id }) => id === subject.exception.detail.paymentId)
  const tries = tender ? await listOwnTransactions(scope.tx, tender.id, 'capture') : []
  const capture = tries.find(({ status }) => status === 'pending')
  if (capture) return capture
  throw new AppError('conflict', 'No charge is open any more: what became of it is known.')
}

async function settleCapture(
  scope: WriteScope,
  subject: Subject,
  reference: string,
): Promise<bigint> {
  const capture = await findOpenCapture(scope, subject)
  await savePendingTransaction(scope.tx, capture.idempotencyKey, {
    status: 'succeeded',
    gatewayReference: reference,
    errorCode: null,
    errorMessage: null,
    at: scope.now,
  })
  return capture.amountMinor
}

async function replaceTender(
  scope: WriteScope,
  subject: Subject,
  reference: string,
): Promise<bigint> {
  const order = orderOf(subject)
  const tenders = await listPayments(scope.tx, order.id)
  const declined = tenders.find(({ id }) => id === subject.exception.detail.paymentId)
  const due = declined
    ? declined.authorizedMinor - declined.capturedMinor
    : order.totalMinor - tenders.reduce((sum, one) => sum + one.capturedMinor, 0n)
  const dueShop = declined
    ? declined.authorizedShopMinor - declined.capturedShopMinor
    : order.totalShopMinor - tenders.reduce((sum, one) => sum + one.capturedShopMinor, 0n)
  if (due <= 0n) throw new AppError('conflict', 'Nothing is left to pay of this order.')
  // A declined card is not asked again: its hold counts as given up.
  if (declined) await setAside(scope, declined, 'person')
  const payment = await insertPayment(scope.tx, {
    orderId: order.id,
    externalId: `by-hand:${subject.exception.id}`,
    kind: 'other',
    gateway: 'by_hand',
    gatewayReference: reference,
    currency: order.currency,
    shopCurrency: order.shopCurrency,
  })
  for (const kind of ['authorization', 'capture'] as const) {
    await insertPaymentTransaction(scope.tx, {
      paymentId: payment.id,
      orderId: order.id,
      kind,
      status: 'succeeded',
      amountMinor: due,
      amountShopMinor: dueShop,
      source: 'person',
      gatewayReference: reference,
      idempotencyKey: `${payment.id}:${kind}`,
      at: scope.now,
    })
  }
  return due
}
