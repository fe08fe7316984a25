import type { Executor } from '@/db/client'
import { listPayments, type PaymentRow } from '@/db/queries/money/payments'
import {
  listCaptureTimes,
  listPayingGiftCards,
  type PayingGiftCard,
  sumRequestedAmounts,
} from '@/db/queries/money/refund-facts'
import type { OrderRow } from '@/db/queries/orders/orders'
import { isCapturedByUs } from '@/domain/payment/capture-plan'
import type { RefundTender } from '@/domain/refund/refund-facts'

/** Loads the order's payments in its own currency; requested refunds count as refunded. */
export async function loadRefundTenders(tx: Executor, order: OrderRow): Promise<RefundTender[]> {
  const [payments, captures, requested] = await Promise.all([
    listPayments(tx, order.id),
    listCaptureTimes(tx, order.id),
    sumRequestedAmounts(tx, order.id),
  ])
  const own = payments.filter((payment) => payment.currency === order.currency)
  const references = own
    .filter((payment) => payment.kind === 'gift_card' && payment.gatewayReference !== '')
    .map((payment) => payment.gatewayReference)
  const cards = await listPayingGiftCards(tx, order.storefrontId, references)
  return own.map((payment) => {
    const reserved = requested.find((row) => row.paymentId === payment.id)
    return {
      ...toTender(payment, cards),
      capturedAt: captures.find((row) => row.paymentId === payment.id)?.at ?? payment.createdAt,
      refundedMinor: payment.refundedMinor + (reserved?.amountMinor ?? 0n),
      refundedShopMinor: payment.refundedShopMinor + (reserved?.amountShopMinor ?? 0n),
    }
  })
}

type Timed = 'capturedAt' | 'refundedMinor' | 'refundedShopMinor'

function toTender(payment: PaymentRow, cards: PayingGiftCard[]): Omit<RefundTender, Timed> {
  const card = cards.find(
    ({ externalId }) => payment.kind === 'gift_card' && externalId === payment.gatewayReference,
  )
  return {
    id: payment.id,
    kind: payment.kind,
    brand: payment.brand,
    lastFour: payment.lastFour,
    gateway: payment.gateway,
    gatewayReference: payment.gatewayReference,
    capturedMinor: payment.capturedMinor,
    capturedShopMinor: payment.capturedShopMinor,
    chargedBackMinor: payment.chargedBackMinor,
    // We can't credit a storefront's gift card: refund it to a new gift card of ours.
    isActive: payment.kind !== 'gift_card' || card?.isActive === true,
    isReachable: payment.kind !== 'gift_card' && isCapturedByUs(payment),
    giftCardId: card?.id ?? null,
  }
}
