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

/** Whether the order still wants to be paid by its link. */
export function isWanted(order: OrderRow, tenders: PaymentRow[], link: PaymentLinkRow): boolean {
  if (order.status === 'canceled' || isPaidAtStorefront(order)) return false
  return paymentDue(order, tenders, link.replacesPaymentId).dueMinor > 0n
}

/**
 * A customer has paid by a link: the payment becomes a tender of the order in place of the one that
 * could not be captured, and the order goes on at its capture. What nobody waits for any more, the
 * order being canceled or paid otherwise, is given back at once. False: the payment service is
 * being asked about the order right now, so look again in a moment.
 */
export async function recordLinkPayment(
  uow: UnitOfWork,
  linkId: string,
  payment: GatewayPayment,
): Promise<boolean> {
  const seen = await findPaymentLink(uow.tx, linkId)
  const order = seen && (await lockOrder(uow.tx, seen.orderId))
  const link = order && (await findPaymentLink(uow.tx, linkId))
  if (!order || !link) return true
  const tenders = await listPayments(uow.tx, order.id)
  if (tenders.some(({ gatewayReference }) => gatewayReference === payment.reference)) return true
  if (payment.state === 'voided' || payment.state === 'other') {
    const words = 'The payment by the link was taken back before it was captured.'
    await failLink(uow, order, link, words)
    return true
  }
  const capture = await findOrderStep(uow.tx, order.id, 'capture')
  if (capture && (await readLeaseMs(uow.tx, capture)) > 0) return false
  const tender = await addTender(uow, order, tenders, link, payment)
  if (payment.state === 'captured') await saveChargebacks(uow, order)
  const paid = {
    status: 'paid',
    paymentId: tender.id,
    nextLookAt: null,
    closedAt: uow.now,
  } as const
  await savePaymentLink(uow.tx, linkId, paid)
  if (isWanted(order, tenders, link)) await take(uow, order, tenders, link)
  else await giveBack(uow, order, tender, payment)
  return true
}

async function addTender(
  uow: UnitOfWork,
  order: OrderRow,
  tenders: PaymentRow[],
  link: PaymentLinkRow,
  { reference, brand, lastFour, state, authorizedMinor, capturedMinor }: GatewayPayment,
): Promise<PaymentRow> {
  const tender = await insertPayment(uow.tx, {
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
  const held = { authorizedMinor, authorizedShopMinor: toShop(authorizedMinor) }
  const captured = state === 'captured' ? capturedMinor : 0n
  return { ...tender, ...held, capturedMinor: captured, capturedShopMinor: toShop(captured) }
}

async function take(
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
  await emitResumed(uow, order.id, 'the customer paid by the link')
}

async function giveBack(
  uow: UnitOfWork,
  order: OrderRow,
  tender: PaymentRow,
  { state, reference, capturedMinor, currency }: GatewayPayment,
): Promise<void> {
  const amount = formatMoney(tender.authorizedMinor, currency)
  uow.record(paymentLinkPaidLate({ orderId: order.id, amount }))
  if (state !== 'captured') return voidRemainingAuthorization(uow, tender, 'pipeline')
  // Only somebody at the payment service itself can have captured it.
  await openException(uow, {
    orderId: order.id,
    step: 'hold',
    kind: 'internal_error',
    code: 'paid_twice',
    message: `The customer paid ${formatMoney(capturedMinor, currency)} by a link that nobody waited for any more. Refund it.`,
    detail: { paymentId: tender.id, reference },
  })
}
