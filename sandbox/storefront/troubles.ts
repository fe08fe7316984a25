/** The expected final state of an order. */
export type Ending = 'completed' | 'canceled' | 'blocked'

/** Failures that orders can be placed with, and the expected result of each. */
export const TROUBLES = {
  decline: { ending: 'blocked', exception: 'payment_declined' },
  insufficient_funds: { ending: 'blocked', exception: 'payment_declined' },
  gateway_outage: { ending: 'completed' },
  gateway_timeout: { ending: 'completed' },
  expired_authorization: { ending: 'blocked', exception: 'authorization_expired' },
  address_rejected: { ending: 'blocked', exception: 'address_invalid' },
  carrier_outage: { ending: 'completed' },
  unknown_sku: { ending: 'blocked', exception: 'unknown_sku' },
  stock_short: { ending: 'blocked', exception: 'stock_short' },
  customs_missing: { ending: 'blocked', exception: 'customs_data_missing' },
  totals_mismatch: { ending: 'blocked', exception: 'totals_mismatch' },
  emoji_address: { ending: 'blocked', exception: 'address_empty_after_cleaning' },
  high_risk: { ending: 'blocked', exception: 'fraud_review' },
  canceled_at_once: { ending: 'canceled' },
  late_duplicates: { ending: 'completed' },
  refund_before_order: { ending: 'completed' },
} as const satisfies Record<string, { ending: Ending; exception?: string }>

export type Trouble = keyof typeof TROUBLES

export const ALL_TROUBLES = Object.keys(TROUBLES) as Trouble[]

/** Payment references that make the gateway fail; the default is `ok`. */
const SENTINELS: Partial<Record<Trouble, string>> = {
  decline: 'decline',
  insufficient_funds: 'insufficient_funds',
  gateway_outage: 'outage:2',
  gateway_timeout: 'timeout',
  expired_authorization: 'expired_authorization',
}

/** Returns the payment reference for a failure. */
export function sentinelOf(trouble: Trouble | undefined): string {
  return (trouble && SENTINELS[trouble]) ?? 'ok'
}

/** Returns true for a failure that only the capture of a card can cause. */
export function needsCard(trouble: Trouble | undefined): boolean {
  return trouble !== undefined && SENTINELS[trouble] !== undefined
}
