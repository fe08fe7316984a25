import type { TransactionStatus } from '../order/order-state'

/** Shopify's dispute statuses that end it; all others, known or not, are still open. */
const OUTCOMES: Record<string, 'kept' | 'lost'> = {
  won: 'kept',
  withdrawn: 'kept',
  charge_refunded: 'kept',
  lost: 'lost',
  accepted: 'lost',
}

/** Whether the money of a dispute stays with us, is gone, or is fought over. */
export function disputeOutcome(status: string): 'open' | 'kept' | 'lost' {
  return OUTCOMES[status] ?? 'open'
}

/** The same as the state of the chargeback on the tender. */
export function chargebackStatus(status: string): TransactionStatus {
  const outcome = disputeOutcome(status)
  if (outcome === 'open') return 'pending'
  return outcome === 'lost' ? 'succeeded' : 'failed'
}
