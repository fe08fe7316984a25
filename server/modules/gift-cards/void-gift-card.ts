import { z } from 'zod'
import { hasPendingReversal } from '@/db/queries/money/gift-card-reversals'
import { insertGiftCardEntry, lockGiftCard, saveGiftCard } from '@/db/queries/money/gift-cards'
import { giftCardVoided } from '@/domain/events/gift-card-events'
import { formatMoney } from '@/domain/money/money'
import { NoteInput } from '@/domain/text/text-inputs'
import { AppError } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const VoidGiftCardInput = z.object({
  giftCardId: z.uuid(),
  note: NoteInput.min(1, 'Enter a reason.'),
})
export type VoidGiftCardInput = z.infer<typeof VoidGiftCardInput>

/**
 * Voids a gift card permanently and removes its balance. A later refund to it goes to a new card.
 * @returns the removed balance, in minor units
 * @throws AppError forbidden, not_found, conflict when it is already voided
 */
export async function voidGiftCard(
  { giftCardId, note }: VoidGiftCardInput,
  context: CommandContext,
): Promise<{ voidedMinor: bigint; currency: string }> {
  requirePerson(context.actor, 'gift_cards.manage')
  return runInTransaction(context, async (uow) => {
    const card = await lockGiftCard(uow.tx, giftCardId)
    if (!card) throw new AppError('not_found', 'Gift card not found.')
    if (card.voidedAt) throw new AppError('conflict', 'This gift card is already voided.')
    if (await hasPendingReversal(uow.tx, giftCardId)) {
      const message = 'A cash refund from this gift card is pending. Wait until it completes.'
      throw new AppError('conflict', message)
    }
    const { balanceMinor, currency, orderId, lastFour } = card
    if (balanceMinor > 0n) {
      await insertGiftCardEntry(uow.tx, {
        giftCardId,
        kind: 'voided',
        amountMinor: -balanceMinor,
        orderId,
        note,
        idempotencyKey: `gift-card:${giftCardId}:voided`,
        actor: context.actor,
      })
    }
    await saveGiftCard(uow.tx, giftCardId, { voidedAt: uow.now })
    const amount = formatMoney(balanceMinor, currency)
    uow.record(giftCardVoided({ giftCardId, orderId, lastFour, amount, note }))
    return { voidedMinor: balanceMinor, currency }
  })
}
