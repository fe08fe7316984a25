/** A payment that can be refunded, with its sums. */
export type RefundableTender = {
  id: string
  kind: 'card' | 'wallet' | 'gift_card' | 'bank' | 'other'
  /** Time of the last capture; the newest payment is refunded first. */
  capturedAt: Date
  capturedMinor: bigint
  /** Succeeded and pending refunds. */
  refundedMinor: bigint
  chargedBackMinor: bigint
  /** False for a voided gift card. */
  isActive: boolean
}

/**
 * Returns a payment's refundable amount: captures (not authorizations) minus succeeded and pending
 * refunds, minus chargebacks. Never negative, even when a chargeback exceeds the remainder.
 */
export function tenderCapMinor(tender: RefundableTender): bigint {
  const left = tender.capturedMinor - tender.refundedMinor - tender.chargedBackMinor
  return left > 0n ? left : 0n
}

/** Returns the smaller of two amounts; `Math.min` doesn't accept bigint. */
export function lesserMinor(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

/** Returns an order's refundable amount over all of its payments. */
export function orderCapMinor(tenders: readonly RefundableTender[]): bigint {
  return tenders.reduce((sum, tender) => sum + tenderCapMinor(tender), 0n)
}
