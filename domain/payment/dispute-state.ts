import type { TransactionStatus } from '../order/order-state'

/** Shopify's final dispute statuses; all other statuses count as open. */
const OUTCOMES: Record<string, 'kept' | 'lost'> = {
  won: 'kept',
  withdrawn: 'kept',
  charge_refunded: 'kept',
  lost: 'lost',
  accepted: 'lost',
}

/** Returns whether a dispute is open, or the disputed amount was kept or lost. */
export function disputeOutcome(status: string): 'open' | 'kept' | 'lost' {
  return OUTCOMES[status] ?? 'open'
}

/** Returns the status of the chargeback transaction for a dispute status. */
export function chargebackStatus(status: string): TransactionStatus {
  const outcome = disputeOutcome(status)
  if (outcome === 'open') return 'pending'
  return outcome === 'lost' ? 'succeeded' : 'failed'
}
