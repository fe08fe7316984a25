/** One payment that a refund may go back to, with the sums of its row. */
export type RefundableTender = {
  id: string
  kind: 'card' | 'wallet' | 'gift_card' | 'bank' | 'other'
  /** When its money was taken; decides which payment is the newest. */
  capturedAt: Date
  capturedMinor: bigint
  /** Refunds that succeeded and those that still may. */
  refundedMinor: bigint
  chargedBackMinor: bigint
  /** False for a gift card that was closed. */
  isActive: boolean
}

/**
 * How much may still go back to a payment: captured (not authorized) less refunds, pending ones
 * too, less chargebacks. Never below zero, also when a bank took back more than was left.
 */
export function tenderCapMinor(tender: RefundableTender): bigint {
  const left = tender.capturedMinor - tender.refundedMinor - tender.chargedBackMinor
  return left > 0n ? left : 0n
}

/** The lesser of two amounts; `Math.min` takes no bigint. */
export function lesserMinor(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

/** How much of an order may go back at all, over all of its payments. */
export function orderCapMinor(tenders: readonly RefundableTender[]): bigint {
  return tenders.reduce((sum, tender) => sum + tenderCapMinor(tender), 0n)
}
