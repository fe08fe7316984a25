import {
  insertPaymentTransaction,
  listPayments,
  savePendingTransaction,
} from '@/db/queries/money/payments'
import { insertPayment } from '@/db/queries/money/storefront-payments'
import { formatAmount } from '@/domain/money/money'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { saveChargebacks } from '@/server/modules/payments/save-chargebacks'
import { voidRemainingAuthorization } from '@/server/modules/payments/void-authorization'
import type { UnitOfWork } from '@/server/unit-of-work'
import { type ActionHandler, requireOrder, type Subject } from '../internal/action-handler'
import { assertCaptureIdle, requireOpenCapture } from '../internal/open-capture'
import { resumeAfterAction } from '../internal/resume-order-after-action'

/**
 * Records a payment under this reference. A charge with an unknown outcome counts as captured. A
 * declined payment is replaced by a new one, and the authorization of its card is voided.
 * @throws AppError conflict when the order has no outstanding amount
 */
export const markPaid: ActionHandler<'mark_paid'> = async (uow, subject, input) => {
  const reference = cleanText(input.reference).text
  const order = requireOrder(subject)
  await assertCaptureIdle(uow, order)
  const isUnknown = subject.exception.kind === 'payment_unknown'
  const minor = isUnknown
    ? await settleCapture(uow, subject, reference)
    : await replaceTender(uow, subject, reference)
  await saveChargebacks(uow, order)
  await resumeAfterAction(uow, subject, 'it was marked as paid')
  const amount = `${formatAmount(minor, order.currency)} ${order.currency}`
  return { outcome: 'resolved', data: { reference, amount } }
}

/** Returns the captured amount in minor units. */
async function settleCapture(
  uow: UnitOfWork,
  subject: Subject,
  reference: string,
): Promise<bigint> {
  const capture = await requireOpenCapture(uow, subject)
  await savePendingTransaction(uow.tx, capture.idempotencyKey, {
    status: 'succeeded',
    gatewayReference: reference,
    errorCode: null,
    errorMessage: null,
    at: uow.now,
  })
  return capture.amountMinor
}

/** Adds a payment of the outstanding amount and returns it in minor units. */
async function replaceTender(
  uow: UnitOfWork,
  subject: Subject,
  reference: string,
): Promise<bigint> {
  const order = requireOrder(subject)
  const { declined, dueMinor, dueShopMinor } = await readOutstanding(uow, subject)
  // A declined card is not charged again.
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
      amountMinor: dueMinor,
      amountShopMinor: dueShopMinor,
      source: 'person',
      gatewayReference: reference,
      idempotencyKey: `${payment.id}:${kind}`,
      at: uow.now,
    })
  }
  return dueMinor
}

/** @throws AppError conflict when nothing is outstanding */
async function readOutstanding(uow: UnitOfWork, subject: Subject) {
  const order = requireOrder(subject)
  const tenders = await listPayments(uow.tx, order.id)
  const declined = tenders.find(({ id }) => id === subject.exception.detail.paymentId)
  const dueMinor = declined
    ? declined.authorizedMinor - declined.capturedMinor
    : order.totalMinor - tenders.reduce((sum, tender) => sum + tender.capturedMinor, 0n)
  const dueShopMinor = declined
    ? declined.authorizedShopMinor - declined.capturedShopMinor
    : order.totalShopMinor - tenders.reduce((sum, tender) => sum + tender.capturedShopMinor, 0n)
  if (dueMinor <= 0n) throw new AppError('conflict', 'This order has no outstanding amount.')
  return { declined, dueMinor, dueShopMinor }
}
