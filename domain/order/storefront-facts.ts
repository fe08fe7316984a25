import type { FulfillmentStatus, ShipmentStatus, TransactionStatus } from './order-state'

// Facts about an order that storefronts send apart from the order, in our terms, without our ids.

/** A transaction on one tender. */
export type TransactionFact = {
  externalId: string
  /** The first two create a tender; the others refer to their parent transaction, if given. */
  kind: 'authorization' | 'sale' | 'capture' | 'void' | 'refund'
  parentExternalId: string | null
  status: TransactionStatus
  amount: { minor: bigint; currency: string }
  /** The amount in shop currency, if the storefront sends it. */
  shopMinor: bigint | null
  gateway: string
  /** The gateway's id, e.g. a Stripe payment intent; '' when it has none. */
  gatewayReference: string
  tender: 'card' | 'wallet' | 'gift_card' | 'bank' | 'other'
  brand: string | null
  lastFour: string | null
  errorCode: string | null
  errorMessage: string | null
  at: Date
}

/** A refund made at the storefront, in presentment currency. */
export type RefundFact = {
  externalId: string
  at: Date
  note: string | null
  itemsMinor: bigint
  /** Tax of the lines; part of `itemsMinor` when prices include tax. */
  taxMinor: bigint
  /** Including its tax. */
  shippingMinor: bigint
  dutyMinor: bigint
  lines: {
    lineExternalId: string
    quantity: number
    restock: 'return_to_stock' | 'none'
    amountMinor: bigint
    taxMinor: bigint
  }[]
  transactions: TransactionFact[]
}

/** A fulfillment made at the storefront, or its copy of one of ours. */
export type FulfillmentFact = {
  externalId: string
  status: ShipmentStatus
  /** Whether the status comes from the carrier, not only from the storefront. */
  isFromCarrier: boolean
  carrier: string | null
  service: string | null
  trackingNumber: string | null
  trackingUrl: string | null
  shippedAt: Date | null
  updatedAt: Date
  lines: { lineExternalId: string; quantity: number }[]
}

/** A bank's dispute about a payment; `amount` has its own currency. */
export type DisputeFact = {
  externalId: string
  kind: string
  status: string
  reason: string | null
  amount: { minor: bigint; currency: string }
  evidenceDueAt: Date | null
  initiatedAt: Date | null
  finalizedAt: Date | null
}

/** An order edit: units added to and removed from lines. */
export type OrderEditFact = {
  externalId: string
  orderExternalId: string
  committedAt: Date
  /** Positive for units added, negative for units removed. */
  deltas: { lineExternalId: string; units: number }[]
}

/** The payment statuses of the storefront's snapshots, in its own terms. */
export type StorefrontPaymentStatuses = {
  /** Derived from the other two. */
  storefrontPaymentStatus: string
  /** The newest snapshot's status. */
  snapshotPaymentStatus: string
  /** The furthest paid status of any snapshot. */
  settledPaymentStatus: string | null
}

const SETTLED: Record<string, number> = { paid: 1, partially_refunded: 2, refunded: 3 }
const OPEN = new Set(['pending', 'authorized'])

/**
 * Merges the payment status of another snapshot. The newest status wins, except that an order that
 * was paid stays paid. The result does not depend on the order of arrival.
 */
export function mergePaymentStatus(
  known: Omit<StorefrontPaymentStatuses, 'storefrontPaymentStatus'> | undefined,
  status: string,
  isNewest: boolean,
): StorefrontPaymentStatuses {
  const before = known?.settledPaymentStatus ?? null
  const isFurther = (SETTLED[status] ?? 0) > (before ? (SETTLED[before] ?? 0) : 0)
  const settledPaymentStatus = isFurther ? status : before
  const snapshotPaymentStatus = known && !isNewest ? known.snapshotPaymentStatus : status
  const storefrontPaymentStatus = OPEN.has(snapshotPaymentStatus)
    ? (settledPaymentStatus ?? snapshotPaymentStatus)
    : snapshotPaymentStatus
  return { storefrontPaymentStatus, snapshotPaymentStatus, settledPaymentStatus }
}

/** Returns the earliest cancellation: cancellations may arrive late but are never undone. */
export function mergeCancellation(
  a: Cancellation | undefined,
  b: Cancellation | undefined,
): Cancellation | undefined {
  if (!a || !b) return a ?? b
  const order = a.at.getTime() - b.at.getTime()
  if (order !== 0) return order < 0 ? a : b
  return (a.reason ?? '') <= (b.reason ?? '') ? a : b
}

export type Cancellation = { at: Date; reason: string | null }

const FULFILLMENT_PROGRESS: Record<FulfillmentStatus, number> = {
  unfulfilled: 0,
  partial: 1,
  fulfilled: 2,
}

/** Returns the further status: either side may ship before the other learns of it. */
export function furtherFulfillment(a: FulfillmentStatus, b: FulfillmentStatus): FulfillmentStatus {
  return FULFILLMENT_PROGRESS[a] >= FULFILLMENT_PROGRESS[b] ? a : b
}
