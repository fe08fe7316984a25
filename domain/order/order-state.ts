/**
 * The state machines, each a literal map from a state to its next states. Staying in a state is
 * always allowed and not listed, because steps run at least once.
 */
const MACHINES = {
  order: {
    processing: ['waiting', 'blocked', 'on_hold', 'completed', 'canceled'],
    waiting: ['processing', 'blocked', 'on_hold', 'canceled'],
    blocked: ['processing', 'waiting', 'on_hold', 'canceled'],
    on_hold: ['processing', 'waiting', 'blocked', 'canceled'],
    // The storefront may cancel a shipped order: a cancellation always wins.
    completed: ['canceled'],
    canceled: [],
  },
  // Storefront webhooks may skip states: a refund can be the first webhook about a payment.
  payment: {
    pending: [
      'authorized',
      'partially_paid',
      'paid',
      'partially_refunded',
      'refunded',
      'voided',
      'declined',
    ],
    declined: ['authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided'],
    authorized: ['partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided', 'declined'],
    voided: ['authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'declined'],
    partially_paid: ['paid', 'partially_refunded', 'refunded'],
    // An edit may raise the total of a paid order.
    paid: ['partially_paid', 'partially_refunded', 'refunded'],
    // A refund that fails later leaves the payment captured.
    partially_refunded: ['partially_paid', 'paid', 'refunded'],
    refunded: ['partially_paid', 'paid', 'partially_refunded'],
  },
  fulfillment: {
    unfulfilled: ['partial', 'fulfilled'],
    partial: ['unfulfilled', 'fulfilled'],
    // A canceled label or an added line reverts it.
    fulfilled: ['unfulfilled', 'partial'],
  },
  exception: {
    retrying: ['open', 'in_progress', 'waiting', 'resolved', 'ignored'],
    open: ['retrying', 'in_progress', 'waiting', 'resolved', 'ignored'],
    in_progress: ['retrying', 'open', 'waiting', 'resolved', 'ignored'],
    waiting: ['retrying', 'open', 'in_progress', 'resolved', 'ignored'],
    // Final: a recurrence opens a new exception that links to this one.
    resolved: [],
    ignored: [],
  },
  shipment: {
    pending: ['label_bought', 'in_transit', 'delivered', 'lost', 'returned', 'canceled'],
    label_bought: ['in_transit', 'delivered', 'lost', 'returned', 'canceled'],
    in_transit: ['delivered', 'lost', 'returned'],
    // Carriers may find lost parcels.
    lost: ['in_transit', 'delivered', 'returned'],
    delivered: ['returned'],
    returned: [],
    canceled: [],
  },
  transaction: {
    pending: ['succeeded', 'failed'],
    succeeded: [],
    failed: [],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>

type Machines = typeof MACHINES
export type MachineName = keyof Machines
export type StateOf<M extends MachineName> = keyof Machines[M] & string

export type OrderStatus = StateOf<'order'>
export type PaymentStatus = StateOf<'payment'>
export type FulfillmentStatus = StateOf<'fulfillment'>
export type ExceptionStatus = StateOf<'exception'>
export type ShipmentStatus = StateOf<'shipment'>
export type TransactionStatus = StateOf<'transaction'>

/**
 * Returns whether a state may follow another or stay. The default machine is the order's:
 * `canMove('blocked', 'processing')`, `canMove('pending', 'succeeded', 'transaction')`.
 */
export function canMove<M extends MachineName = 'order'>(
  from: StateOf<M>,
  to: StateOf<M>,
  machine: M = 'order' as M,
): boolean {
  const map: Record<string, readonly string[]> = MACHINES[machine]
  return from === to || (Object.hasOwn(map, from) && map[from]?.includes(to) === true)
}

/** The totals of one tender, as stored in `payments`. */
export type TenderState = {
  authorizedMinor: bigint
  capturedMinor: bigint
  /** Succeeded and pending refunds. */
  refundedMinor: bigint
  voidedAt: Date | null
  /** The gateway declined the capture. */
  isDeclined?: boolean | undefined
}

/** How far each status has progressed; the further of two wins. */
const PAYMENT_PROGRESS: Record<PaymentStatus, number> = {
  pending: 0,
  declined: 1,
  authorized: 2,
  voided: 3,
  partially_paid: 4,
  paid: 5,
  partially_refunded: 6,
  refunded: 7,
}

/** Shopify's `financial_status` in our terms. */
const STOREFRONT_STATUS: Record<string, PaymentStatus> = {
  authorized: 'authorized',
  expired: 'voided',
  paid: 'paid',
  partially_paid: 'partially_paid',
  partially_refunded: 'partially_refunded',
  refunded: 'refunded',
  voided: 'voided',
}

/**
 * Returns an order's payment status, the further one of its tenders' and the storefront's: we
 * capture before the storefront learns of it, and its own captures and refunds reach us after its
 * order update.
 * @param storefrontStatus Shopify's `financial_status`; unknown values count as pending
 */
export function derivePaymentStatus(
  tenders: readonly TenderState[],
  totalMinor: bigint,
  storefrontStatus: string,
): PaymentStatus {
  const ours = statusOfTenders(tenders, totalMinor)
  const theirs = STOREFRONT_STATUS[storefrontStatus] ?? 'pending'
  if (ours === 'declined' && theirs === 'authorized') return ours
  return PAYMENT_PROGRESS[ours] >= PAYMENT_PROGRESS[theirs] ? ours : theirs
}

function statusOfTenders(tenders: readonly TenderState[], totalMinor: bigint): PaymentStatus {
  const captured = sum(tenders, (tender) => tender.capturedMinor)
  const refunded = sum(tenders, (tender) => tender.refundedMinor)
  if (refunded > 0n) return refunded >= captured ? 'refunded' : 'partially_refunded'
  if (captured >= totalMinor) return 'paid'
  if (captured > 0n) return 'partially_paid'
  if (tenders.some((tender) => tender.isDeclined && !tender.voidedAt)) return 'declined'
  if (tenders.some((tender) => tender.authorizedMinor > 0n && !tender.voidedAt)) return 'authorized'
  return tenders.some((tender) => tender.voidedAt) ? 'voided' : 'pending'
}

function sum(tenders: readonly TenderState[], amount: (tender: TenderState) => bigint): bigint {
  return tenders.reduce((total, tender) => total + amount(tender), 0n)
}
