import type { FulfillmentStatus, ShipmentStatus, TransactionStatus } from './order-state'

// What storefronts tell about an order beside the order itself, in our terms and without our ids.

/** One movement of money on one tender. */
export type TransactionFact = {
  externalId: string
  /** The first two make a tender; the others continue the transaction they name, if they name one. */
  kind: 'authorization' | 'sale' | 'capture' | 'void' | 'refund'
  parentExternalId: string | null
  status: TransactionStatus
  amount: { minor: bigint; currency: string }
  /** The shop's side, where the storefront gives it. */
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

/** A refund that was made at the storefront. Amounts in the customer's currency. */
export type RefundFact = {
  externalId: string
  at: Date
  note: string | null
  itemsMinor: bigint
  /** Of the lines; contained in `itemsMinor` where prices include tax. */
  taxMinor: bigint
  /** With its tax. */
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

/** A parcel of the storefront's, or the storefront's echo of one of ours. */
export type FulfillmentFact = {
  externalId: string
  status: ShipmentStatus
  /** The carrier says so, not only the storefront. */
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

/** What an edit of an order added to and took from its lines, in units. */
export type OrderEditFact = {
  externalId: string
  orderExternalId: string
  committedAt: Date
  /** Positive for units added, negative for units removed. */
  deltas: { lineExternalId: string; units: number }[]
}

/** What the storefront's snapshots say of the payment, in its own words. */
export type PaymentLabels = {
  /** What follows from the other two. */
  storefrontPaymentStatus: string
  /** Of the newest snapshot. */
  snapshotPaymentStatus: string
  /** The furthest of those that say that money was taken, of whichever snapshot. */
  settledPaymentStatus: string | null
}

const SETTLED: Record<string, number> = { paid: 1, partially_refunded: 2, refunded: 3 }
const OPEN = new Set(['pending', 'authorized'])

/**
 * Takes in the word of one more snapshot. The newest one is right, but that an order was paid is
 * not taken back by one that merely does not know it yet. The same for any order of arrival.
 */
export function mergePaymentWord(
  known: Omit<PaymentLabels, 'storefrontPaymentStatus'> | undefined,
  word: string,
  isNewest: boolean,
): PaymentLabels {
  const before = known?.settledPaymentStatus ?? null
  const isFurther = (SETTLED[word] ?? 0) > (before ? (SETTLED[before] ?? 0) : 0)
  const settledPaymentStatus = isFurther ? word : before
  const snapshotPaymentStatus = known && !isNewest ? known.snapshotPaymentStatus : word
  const storefrontPaymentStatus = OPEN.has(snapshotPaymentStatus)
    ? (settledPaymentStatus ?? snapshotPaymentStatus)
    : snapshotPaymentStatus
  return { storefrontPaymentStatus, snapshotPaymentStatus, settledPaymentStatus }
}

/** The first cancellation stands: they can only be told of late, never undone. */
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

/** The further one: we ship before the storefront hears of it, and the other way round. */
export function furtherFulfillment(a: FulfillmentStatus, b: FulfillmentStatus): FulfillmentStatus {
  return FULFILLMENT_PROGRESS[a] >= FULFILLMENT_PROGRESS[b] ? a : b
}
