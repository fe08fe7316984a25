import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { giftCards } from '@/db/schema/gift-cards'
import { orderTaxLines } from '@/db/schema/orders/order-charges'
import { orders } from '@/db/schema/orders/orders'
import { paymentTransactions } from '@/db/schema/payments'
import { resolutionLines, resolutions, resolutionTenders } from '@/db/schema/resolutions'
import type { OrderId, OrderLineId, PaymentId, StorefrontId } from '@/domain/ids'
import { VOID_STATUSES } from '@/domain/refund/resolution-state'
import type { OrderRow } from '../orders/orders'
import { preparedRows } from '../sql/prepared-rows'
import { sumOf } from '../sql/sum-of'
import type { PaymentTransactionRow } from './payments'

type OfOrder = { orderId: OrderId }

const orderById = preparedRows(orders)<OfOrder>(({ orderId }) => sql`where id = ${orderId}`)
const taxLinesOf = preparedRows(orderTaxLines)<OfOrder>(
  ({ orderId }) => sql`where order_id = ${orderId} order by position`,
)

export type OrderTaxLineRow = typeof orderTaxLines.$inferSelect

const isLive = notInArray(resolutions.status, [...VOID_STATUSES])

/** Returns an order without locking it, for reads only. */
export async function findOrder(tx: Executor, orderId: OrderId): Promise<OrderRow | undefined> {
  const rows = await orderById(tx, { orderId })
  return rows[0]
}

/** Returns all tax lines of an order's lines, shipping and duties. */
export function listOrderTaxLines(tx: Executor, orderId: OrderId): Promise<OrderTaxLineRow[]> {
  return taxLinesOf(tx, { orderId })
}

/** Returns the units of each line that are refunded, reshipped or reserved for either. */
export function sumResolvedUnits(
  tx: Executor,
  orderId: OrderId,
): Promise<{ lineId: OrderLineId; kind: 'refund' | 'reshipment'; units: number }[]> {
  return tx
    .select({
      lineId: resolutionLines.lineId,
      kind: resolutions.kind,
      units: sql<number>`sum(${resolutionLines.quantity})::int`,
    })
    .from(resolutionLines)
    .innerJoin(resolutions, eq(resolutions.id, resolutionLines.resolutionId))
    .where(and(eq(resolutions.orderId, orderId), isLive))
    .groupBy(resolutionLines.lineId, resolutions.kind)
}

/** Returns the succeeded and pending refunds of shipping, duties, tip and fees. */
export async function sumRefundedParts(
  tx: Executor,
  orderId: OrderId,
): Promise<{
  shippingMinor: bigint
  dutyMinor: bigint
  dutyInternationalMinor: bigint
  tipMinor: bigint
  feeMinor: bigint
}> {
  const [row] = await tx
    .select({
      shippingMinor: sumOf(resolutions.shippingMinor),
      dutyMinor: sumOf(resolutions.dutyMinor),
      dutyInternationalMinor: sumOf(resolutions.dutyInternationalMinor),
      tipMinor: sumOf(resolutions.tipMinor),
      feeMinor: sumOf(resolutions.feeMinor),
    })
    .from(resolutions)
    .where(and(eq(resolutions.orderId, orderId), eq(resolutions.kind, 'refund'), isLive))
  const zero = { shippingMinor: 0n, dutyMinor: 0n, dutyInternationalMinor: 0n }
  return row ?? { ...zero, tipMinor: 0n, feeMinor: 0n }
}

/** Returns the amounts reserved by approval requests, which have no transaction yet. */
export function sumRequestedAmounts(
  tx: Executor,
  orderId: OrderId,
): Promise<{ paymentId: PaymentId; amountMinor: bigint; amountShopMinor: bigint }[]> {
  return tx
    .select({
      paymentId: resolutionTenders.paymentId,
      amountMinor: sumOf(resolutionTenders.amountMinor),
      amountShopMinor: sumOf(resolutionTenders.amountShopMinor),
    })
    .from(resolutionTenders)
    .innerJoin(resolutions, eq(resolutions.id, resolutionTenders.resolutionId))
    .where(and(eq(resolutions.orderId, orderId), eq(resolutions.status, 'requested')))
    .groupBy(resolutionTenders.paymentId)
}

export async function findTransaction(
  tx: Executor,
  idempotencyKey: string,
): Promise<PaymentTransactionRow | undefined> {
  const rows = await tx
    .select()
    .from(paymentTransactions)
    .where(eq(paymentTransactions.idempotencyKey, idempotencyKey))
  return rows[0]
}

/** Returns the time of each payment's last capture. */
export function listCaptureTimes(
  tx: Executor,
  orderId: OrderId,
): Promise<{ paymentId: PaymentId; at: Date }[]> {
  return tx
    .select({
      paymentId: paymentTransactions.paymentId,
      at: sql`max(${paymentTransactions.at})`.mapWith(paymentTransactions.at),
    })
    .from(paymentTransactions)
    .where(
      and(
        eq(paymentTransactions.orderId, orderId),
        eq(paymentTransactions.kind, 'capture'),
        eq(paymentTransactions.status, 'succeeded'),
      ),
    )
    .groupBy(paymentTransactions.paymentId)
}

export type PayingGiftCard = { id: string; externalId: string | null; isActive: boolean }

/** Returns our gift cards by the storefront's reference in a payment. */
export function listPayingGiftCards(
  tx: Executor,
  storefrontId: StorefrontId,
  references: string[],
): Promise<PayingGiftCard[]> {
  if (references.length === 0) return Promise.resolve([])
  return tx
    .select({
      id: giftCards.id,
      externalId: giftCards.externalId,
      isActive: sql<boolean>`${giftCards.voidedAt} is null`,
    })
    .from(giftCards)
    .where(and(eq(giftCards.storefrontId, storefrontId), inArray(giftCards.externalId, references)))
}
