import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { payments, paymentTransactions } from '@/db/schema/payments'
import { resolutions, resolutionTenders } from '@/db/schema/resolutions'
import type { GiftCardId, PaymentId } from '@/domain/ids'
import { sumOf } from '../sql/sum-of'

/**
 * Returns the payments whose refunds funded this gift card, except other gift cards, with the amounts
 * already reversed.
 */
export async function listGiftCardFunding(tx: Executor, giftCardId: GiftCardId) {
  const parts = await listFundingRefunds(tx, giftCardId)
  const reversed = await sumReversals(
    tx,
    giftCardId,
    parts.map(({ paymentId }) => paymentId),
  )
  return parts.map((part) => {
    const reversal = reversed.find(({ paymentId }) => paymentId === part.paymentId)
    return {
      ...part,
      reversedMinor: reversal?.minor ?? 0n,
      reversedShopMinor: reversal?.shopMinor ?? 0n,
    }
  })
}

function listFundingRefunds(tx: Executor, giftCardId: GiftCardId) {
  return tx
    .select({
      paymentId: payments.id,
      gateway: payments.gateway,
      gatewayReference: payments.gatewayReference,
      kind: payments.kind,
      brand: payments.brand,
      lastFour: payments.lastFour,
      amountMinor: resolutionTenders.amountMinor,
      amountShopMinor: resolutionTenders.amountShopMinor,
    })
    .from(resolutionTenders)
    .innerJoin(payments, eq(payments.id, resolutionTenders.paymentId))
    .innerJoin(
      paymentTransactions,
      and(
        eq(paymentTransactions.idempotencyKey, resolutionTenders.transactionKey),
        eq(paymentTransactions.status, 'succeeded'),
      ),
    )
    .where(
      and(
        eq(resolutionTenders.giftCardId, giftCardId),
        eq(resolutionTenders.destination, 'gift_card'),
        ne(payments.kind, 'gift_card'),
      ),
    )
    .orderBy(asc(resolutionTenders.position))
}

function sumReversals(tx: Executor, giftCardId: GiftCardId, paymentIds: PaymentId[]) {
  if (paymentIds.length === 0) return Promise.resolve([])
  return tx
    .select({
      paymentId: paymentTransactions.paymentId,
      minor: sumOf(paymentTransactions.amountMinor),
      shopMinor: sumOf(paymentTransactions.amountShopMinor),
    })
    .from(paymentTransactions)
    .where(
      and(
        inArray(paymentTransactions.paymentId, paymentIds),
        eq(paymentTransactions.kind, 'reversal'),
        ne(paymentTransactions.status, 'failed'),
        sql`${paymentTransactions.raw} ->> 'giftCardId' = ${giftCardId}`,
      ),
    )
    .groupBy(paymentTransactions.paymentId)
}

/** True while a cash refund from the card is pending: a decline would credit the card again. */
export async function hasPendingReversal(tx: Executor, giftCardId: GiftCardId): Promise<boolean> {
  const rows = await tx
    .select({ id: resolutions.id })
    .from(resolutions)
    .where(and(eq(resolutions.reversesGiftCardId, giftCardId), eq(resolutions.status, 'pending')))
    .limit(1)
  return rows.length > 0
}
