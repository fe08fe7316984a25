import { type Executor, transaction } from '@/db/client'
import { listOnCardParts } from '@/db/queries/money/gift-card-reversals'
import { findGiftCard, type GiftCardRow } from '@/db/queries/money/gift-cards'
import type { GiftCardId } from '@/domain/ids'
import { isCapturedByUs } from '@/domain/payment/capture-plan'
import { planReversal, type ReversalPart } from '@/domain/refund/gift-card-reversal'
import { lesserMinor } from '@/domain/refund/tender-cap'

/** What would go back in cash, payment by payment, with how people name the payment. */
export type Reversal = (ReversalPart & Awaited<ReturnType<typeof listOnCardParts>>[number])[]

/**
 * What is on the card and came from payments that money can be sent back to.
 * @param atMostMinor how much of it is meant; not set: all of it
 */
export async function loadReversal(
  tx: Executor,
  card: GiftCardRow,
  atMostMinor = card.balanceMinor,
): Promise<Reversal> {
  if (card.voidedAt) return []
  const parts = (await listOnCardParts(tx, card.id)).filter(isCapturedByUs)
  return planReversal(lesserMinor(card.balanceMinor, atMostMinor), parts).flatMap((planned) => {
    const part = parts.find(({ paymentId }) => paymentId === planned.paymentId)
    return part ? [{ ...part, ...planned }] : []
  })
}

/** How much of a gift card can be turned into cash now, and where it would go. */
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
