/**
 * The small state machines, each a literal map from a state to where it may go. Staying is
 * always allowed and not listed: steps run at least once.
 */
const MACHINES = {
  order: {
    processing: ['waiting', 'blocked', 'on_hold', 'completed', 'canceled'],
    waiting: ['processing', 'blocked', 'on_hold', 'canceled'],
    blocked: ['processing', 'waiting', 'on_hold', 'canceled'],
    on_hold: ['processing', 'waiting', 'blocked', 'canceled'],
    // The storefront may cancel what already left: the cancellation always wins.
    completed: ['canceled'],
    canceled: [],
  },
  // What the storefront tells may skip states: its refund can be the first we hear of a payment.
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
    // A refund that fails after all leaves its money with the payment.
    partially_refunded: ['partially_paid', 'paid', 'refunded'],
    refunded: ['partially_paid', 'paid', 'partially_refunded'],
  },
  fulfillment: {
    unfulfilled: ['partial', 'fulfilled'],
    partial: ['unfulfilled', 'fulfilled'],
    // A canceled label or an added line takes it back.
    fulfilled: ['unfulfilled', 'partial'],
  },
  exception: {
    retrying: ['open', 'in_progress', 'waiting', 'resolved', 'ignored'],
    open: ['retrying', 'in_progress', 'waiting', 'resolved', 'ignored'],
    in_progress: ['retrying', 'open', 'waiting', 'resolved', 'ignored'],
    waiting: ['retrying', 'open', 'in_progress', 'resolved', 'ignored'],
    // Closed for good: the same trouble again is a new row that links back.
    resolved: [],
    ignored: [],
  },
  shipment: {
    pending: ['label_bought', 'in_transit', 'delivered', 'lost', 'returned', 'canceled'],
    label_bought: ['in_transit', 'delivered', 'lost', 'returned', 'canceled'],
    in_transit: ['delivered', 'lost', 'returned'],
    // Carriers find lost parcels again.
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
 * Whether a state may follow another; staying is fine. Without a machine it is the order's:
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

/** The sums of one tender, as the row in `payments` keeps them. */
export type TenderState = {
  authorizedMinor: bigint
  capturedMinor: bigint
  /** Succeeded and pending refunds. */
  refundedMinor: bigint
  voidedAt: Date | null
  /** The gateway refused to capture it. */
  isDeclined?: boolean | undefined
}

/** How far each status is along the way of the money; the further one is the truth. */
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
 * An order's payment status from its tenders and from what the storefront says. Each may know
 * more than the other: we capture before the storefront hears of it, and its own captures and
 * refunds reach us after its order update. So the one that is further along counts.
 * @param storefrontStatus Shopify's `financial_status`; unknown words count as pending
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
