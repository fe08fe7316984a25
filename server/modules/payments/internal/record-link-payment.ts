import {
  findPaymentLink,
  type PaymentLinkRow,
  savePaymentLink,
} from '@/db/queries/money/payment-links'
import {
  insertPaymentTransaction,
  listPayments,
  type PaymentRow,
} from '@/db/queries/money/payments'
import { insertPayment } from '@/db/queries/money/storefront-payments'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { findOrderStep, readLeaseMs } from '@/db/queries/pipeline/order-steps'
import { paymentLinkPaid, paymentLinkPaidLate } from '@/domain/events/payment-events'
import { divideHalfEven, formatMoney } from '@/domain/money/money'
import { isPaidAtStorefront } from '@/domain/payment/capture-plan'
import { paymentDue } from '@/domain/payment/payment-due'
import type { GatewayPayment } from '@/server/adapters/stripe/stripe'
import { openException } from '@/server/modules/exceptions/open-exception'
import { emitResumed } from '@/server/modules/steps/emit-resumed'
import { reopenSteps } from '@/server/modules/steps/reopen-steps'
import type { UnitOfWork } from '@/server/unit-of-work'
import { saveChargebacks } from '../save-chargebacks'
import { voidRemainingAuthorization } from '../void-authorization'
import { failLink } from './fail-link'

/** True while the order has a balance due that its payment link can pay. */
export function isPaymentDue(
  order: OrderRow,
  tenders: PaymentRow[],
  link: PaymentLinkRow,
): boolean {
  if (order.status === 'canceled' || isPaidAtStorefront(order)) return false
  return paymentDue(order, tenders, link.replacesPaymentId).dueMinor > 0n
}

/**
 * Records a payment by link: adds it as a tender that replaces the declined one and resumes the order
 * at its capture. Returns the payment immediately if the order was canceled or paid another way.
 * @returns false while the order's capture step is calling the gateway: try again shortly
 */
export async function recordLinkPayment(
  uow: UnitOfWork,
  linkId: string,
  payment: GatewayPayment,
): Promise<boolean> {
  const found = await findPaymentLink(uow.tx, linkId)
  const order = found && (await lockOrder(uow.tx, found.orderId))
  const link = order && (await findPaymentLink(uow.tx, linkId))
  if (!order || !link) return true
  const tenders = await listPayments(uow.tx, order.id)
  if (tenders.some(({ gatewayReference }) => gatewayReference === payment.reference)) return true
  if (payment.state === 'voided' || payment.state === 'other') {
    const message = 'The payment by link was voided before it was captured.'
    await failLink(uow, order, link, message)
    return true
  }
  const capture = await findOrderStep(uow.tx, order.id, 'capture')
  if (capture && (await readLeaseMs(uow.tx, capture)) > 0) return false
  const tender = await addTender(uow, order, tenders, link, payment)
  if (payment.state === 'captured') await saveChargebacks(uow, order)
  const paid = {
    status: 'paid',
    paymentId: tender.id,
    nextPollAt: null,
    closedAt: uow.now,
  } as const
  await savePaymentLink(uow.tx, linkId, paid)
  if (isPaymentDue(order, tenders, link)) await applyPayment(uow, order, tenders, link)
  else await returnLatePayment(uow, order, tender, payment)
  return true
}

async function addTender(
  uow: UnitOfWork,
  order: OrderRow,
  tenders: PaymentRow[],
  link: PaymentLinkRow,
  payment: GatewayPayment,
): Promise<PaymentRow> {
  const { reference, state, authorizedMinor, capturedMinor } = payment
  const tender = await insertTender(uow, order, link, payment)
  const { dueMinor, dueShopMinor } = paymentDue(order, tenders, link.replacesPaymentId)
  const toShop = (minor: bigint) =>
    minor === dueMinor
      ? dueShopMinor
      : divideHalfEven(minor * order.totalShopMinor, order.totalMinor || 1n)
  const moves = [
    { kind: 'authorization', minor: authorizedMinor },
    ...(state === 'captured' ? [{ kind: 'capture', minor: capturedMinor } as const] : []),
  ] as const
  for (const { kind, minor } of moves)
    await insertPaymentTransaction(uow.tx, {
      paymentId: tender.id,
      orderId: order.id,
      kind,
      status: 'succeeded',
      amountMinor: minor,
      amountShopMinor: toShop(minor),
      source: 'pipeline',
      gatewayReference: reference,
      idempotencyKey: `${tender.id}:${kind}`,
      at: uow.now,
    })
  const authorized = { authorizedMinor, authorizedShopMinor: toShop(authorizedMinor) }
  const captured = state === 'captured' ? capturedMinor : 0n
  return { ...tender, ...authorized, capturedMinor: captured, capturedShopMinor: toShop(captured) }
}

function insertTender(
  uow: UnitOfWork,
  order: OrderRow,
  link: PaymentLinkRow,
  { reference, brand, lastFour }: GatewayPayment,
): Promise<PaymentRow> {
  return insertPayment(uow.tx, {
    orderId: order.id,
    externalId: `payment-link:${link.id}:${reference}`,
    kind: 'card',
    gateway: 'stripe',
    gatewayReference: reference,
    brand: brand ?? null,
    lastFour: lastFour ?? null,
    currency: link.currency,
    shopCurrency: order.shopCurrency,
  })
}

async function applyPayment(
  uow: UnitOfWork,
  order: OrderRow,
  tenders: PaymentRow[],
  { replacesPaymentId, amountMinor, currency }: PaymentLinkRow,
): Promise<void> {
  const replaced = tenders.find(({ id }) => id === replacesPaymentId)
  if (replaced && !replaced.voidedAt && replaced.authorizedMinor > replaced.capturedMinor)
    await voidRemainingAuthorization(uow, replaced, 'pipeline')
  const amount = formatMoney(amountMinor, currency)
  uow.record(paymentLinkPaid({ orderId: order.id, amount }))
  await reopenSteps(uow, order, 'stopped', ['capture'])
  await emitResumed(uow, order.id, 'the customer paid by link')
}

async function returnLatePayment(
  uow: UnitOfWork,
  order: OrderRow,
  tender: PaymentRow,
  { state, reference, capturedMinor, currency }: GatewayPayment,
): Promise<void> {
  const amount = formatMoney(tender.authorizedMinor, currency)
  uow.record(paymentLinkPaidLate({ orderId: order.id, amount }))
  if (state !== 'captured') return voidRemainingAuthorization(uow, tender, 'pipeline')
  // Only someone in the payment provider's dashboard can have captured it.
  await openException(uow, {
    orderId: order.id,
    step: 'hold',
    kind: 'internal_error',
    code: 'paid_twice',
    message: `The customer paid ${formatMoney(capturedMinor, currency)} with a payment link that was no longer needed. Refund the payment.`,
    detail: { paymentId: tender.id, reference },
  })
}
