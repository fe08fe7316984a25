/** How a gift card stands: it can be spent, nothing is left on it, or it was closed. */
export const GIFT_CARD_STATES = ['active', 'used_up', 'voided'] as const
export type GiftCardState = (typeof GIFT_CARD_STATES)[number]

/** The state behind a card's balance, in minor units, and the moment it was closed at. */
export function giftCardState(card: {
  balanceMinor: bigint
  voidedAt: Date | null
}): GiftCardState {
  if (card.voidedAt) return 'voided'
  return card.balanceMinor > 0n ? 'active' : 'used_up'
}
