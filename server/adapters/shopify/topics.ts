import type { ResourceIds } from './json/json-scan'

/** What a webhook is about, by Shopify's topic: decides who reads it. */
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

/** What a topic's payload holds; undefined for a topic that Aftercart does not use. */
export function subjectOf(topic: string): Subject | undefined {
  return Object.hasOwn(TOPICS, topic) ? TOPICS[topic as keyof typeof TOPICS] : undefined
}

/**
 * The order that a message is about, by the ids that its top level names; null where they do not
 * say. The whole message is read later.
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
 * Of two snapshots with the same `updated_at`, which has second resolution, the one of the
 * higher rank is taken for the later one.
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
