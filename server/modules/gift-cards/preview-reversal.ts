import { type Executor, transaction } from '@/db/client'
import { listGiftCardFunding } from '@/db/queries/money/gift-card-reversals'
import { findGiftCard, type GiftCardRow } from '@/db/queries/money/gift-cards'
import type { GiftCardId } from '@/domain/ids'
import { isCapturedByUs } from '@/domain/payment/capture-plan'
import { planReversal, type ReversalPart } from '@/domain/refund/gift-card-reversal'
import { lesserMinor } from '@/domain/refund/tender-cap'

/** The amounts to refund in cash per payment, with the payment's display fields. */
export type Reversal = (ReversalPart & Awaited<ReturnType<typeof listGiftCardFunding>>[number])[]

/**
 * Returns the part of a card's balance that can be refunded in cash to the payments that funded it.
 * @param atMostMinor limits the amount; default: the whole balance
 */
export async function loadReversal(
  tx: Executor,
  card: GiftCardRow,
  atMostMinor = card.balanceMinor,
): Promise<Reversal> {
  if (card.voidedAt) return []
  const parts = (await listGiftCardFunding(tx, card.id)).filter(isCapturedByUs)
  return planReversal(lesserMinor(card.balanceMinor, atMostMinor), parts).flatMap((planned) => {
    const part = parts.find(({ paymentId }) => paymentId === planned.paymentId)
    return part ? [{ ...part, ...planned }] : []
  })
}

/** Returns how much of a gift card can be refunded in cash now, and to which payments. */
export function previewReversal(giftCardId: GiftCardId) {
  return transaction(async (tx) => {
    const card = await findGiftCard(tx, giftCardId)
    const parts = card ? await loadReversal(tx, card) : []
    return {
      totalMinor: parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
      parts: parts.map(({ paymentId, kind, brand, lastFour, amountMinor }) => {
        return { paymentId, kind, brand, lastFour, amountMinor }
      }),
    }
  })
}
