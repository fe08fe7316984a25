/** How an order ends up when everything works as it should. */
export type Ending = 'completed' | 'canceled' | 'blocked'

/** What goes wrong with an order on purpose, and where that should lead. */
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

/** What the gateway reads in the payment's reference; all others are `ok`. */
const SENTINELS: Partial<Record<Trouble, string>> = {
  decline: 'decline',
  insufficient_funds: 'insufficient_funds',
  gateway_outage: 'outage:2',
  gateway_timeout: 'timeout',
  expired_authorization: 'expired_authorization',
}

export function sentinelOf(trouble: Trouble | undefined): string {
  return (trouble && SENTINELS[trouble]) ?? 'ok'
}

/** Troubles that show in the capture of a card only. */
export function needsCard(trouble: Trouble | undefined): boolean {
  return trouble !== undefined && SENTINELS[trouble] !== undefined
}
