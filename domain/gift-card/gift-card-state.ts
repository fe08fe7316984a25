/** Gift card states: spendable, without a balance, or voided. */
export const GIFT_CARD_STATES = ['active', 'used_up', 'voided'] as const
export type GiftCardState = (typeof GIFT_CARD_STATES)[number]

/** Returns a card's state from its balance, in minor units, and its void time. */
export function giftCardState(card: {
  balanceMinor: bigint
  voidedAt: Date | null
}): GiftCardState {
  if (card.voidedAt) return 'voided'
  return card.balanceMinor > 0n ? 'active' : 'used_up'
}
