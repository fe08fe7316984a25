import type { ResourceIds } from './json/json-scan'

/** The subject of each Shopify topic that Aftercart uses; decides how the payload is parsed. */
const TOPICS = {
  'orders/create': 'order',
  'orders/updated': 'order',
  'orders/paid': 'order',
  'orders/cancelled': 'order',
  'orders/fulfilled': 'order',
  'orders/partially_fulfilled': 'order',
  'orders/edited': 'order-edit',
  'refunds/create': 'refund',
  'order_transactions/create': 'transaction',
  'fulfillments/create': 'fulfillment',
  'fulfillments/update': 'fulfillment',
  'disputes/create': 'dispute',
  'disputes/update': 'dispute',
  'customers/update': 'customer',
  'customers/redact': 'customer-redaction',
  'customers/data_request': 'customer-data-request',
} as const

export type Subject = (typeof TOPICS)[keyof typeof TOPICS]

/** Returns the subject of a topic; undefined for a topic that Aftercart does not use. */
export function subjectOf(topic: string): Subject | undefined {
  return Object.hasOwn(TOPICS, topic) ? TOPICS[topic as keyof typeof TOPICS] : undefined
}

/**
 * Returns the storefront's order ID from the IDs at the top level of a webhook's body; null if they
 * do not include it. The rest of the body is parsed later.
 */
export function findTopLevelOrderId(topic: string, { id, orderId }: ResourceIds): string | null {
  switch (subjectOf(topic)) {
    case 'order':
      return id || null
    case 'transaction':
    case 'refund':
    case 'fulfillment':
    case 'dispute':
      return orderId || null
    default:
      return null
  }
}

/**
 * Orders snapshots with the same `updated_at`, which has a resolution of one second. The higher
 * rank is the later snapshot.
 */
const SNAPSHOT_RANKS: Record<string, number> = {
  'orders/create': 0,
  'orders/updated': 1,
  'orders/partially_fulfilled': 2,
  'orders/paid': 3,
  'orders/fulfilled': 4,
  'orders/cancelled': 5,
}

export function snapshotRankOf(topic: string): number {
  return SNAPSHOT_RANKS[topic] ?? 0
}
