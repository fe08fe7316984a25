/** The order fields that the plan needs. */
export type PayableOrder = {
  totalMinor: bigint
  currency: string
  /** The storefront's payment status, e.g. `authorized`. */
  storefrontPaymentStatus: string
}

/** The tender fields that the plan needs. Authorized is never less than captured. */
export type PayableTender = {
  id: string
  kind: string
  gateway: string
  gatewayReference: string
  currency: string
  authorizedMinor: bigint
  capturedMinor: bigint
  voidedAt: Date | null
}

/** The next action for an order's payment. */
export type CapturePlan<T extends PayableTender> =
  | { plan: 'paid'; by: 'storefront' | 'tenders' | 'nothing_to_pay' }
  | { plan: 'capture'; tender: T; amountMinor: bigint }
  | { plan: 'wait'; reason: string }
  /** The tenders are below the total; the remainder can still arrive. */
  | { plan: 'incomplete'; promisedMinor: bigint }
  | { plan: 'mismatch'; promisedMinor: bigint }
  | { plan: 'expired' }

/** A user accepted payments that differ from the total, for exactly these amounts. */
export type AgreedPayment = {
  promisedMinor: bigint
  totalMinor: bigint
  /** all: capture every authorization in full; total: capture no more than the total. */
  take: 'all' | 'total'
}

/** Shopify's `financial_status` values of captured payments, refunded or not. */
const PAID = new Set(['paid', 'partially_refunded', 'refunded'])
const VOIDED = new Set(['voided', 'expired'])

/** True when the storefront reports the payment as captured, refunded or not. */
export const isPaidAtStorefront = (order: Pick<PayableOrder, 'storefrontPaymentStatus'>) =>
  PAID.has(order.storefrontPaymentStatus)

/** True for tenders that we capture; the storefront captures the others. */
export function isCapturedByUs(tender: Pick<PayableTender, 'gateway' | 'gatewayReference'>) {
  return tender.gateway === 'stripe' && tender.gatewayReference !== ''
}

/**
 * Returns the next action for an order's payment: gift cards first (captured by the storefront), then
 * our own authorizations one by one, then tenders that only the storefront can capture. Captures
 * nothing until the tenders add up to the order's total.
 */
export function planCapture<T extends PayableTender>(
  order: PayableOrder,
  tenders: readonly T[],
  agreed?: AgreedPayment,
): CapturePlan<T> {
  if (isPaidAtStorefront(order)) return { plan: 'paid', by: 'storefront' }
  if (order.totalMinor === 0n) return { plan: 'paid', by: 'nothing_to_pay' }
  const live = tenders.filter(
    (tender) => (tender.voidedAt ? tender.capturedMinor : tender.authorizedMinor) > 0n,
  )
  if (live.length === 0) {
    const wasVoided =
      tenders.some((tender) => tender.voidedAt) || VOIDED.has(order.storefrontPaymentStatus)
    return wasVoided ? { plan: 'expired' } : { plan: 'wait', reason: 'the payment' }
  }
  const promisedMinor = sum(live, (tender) =>
    tender.voidedAt ? tender.capturedMinor : tender.authorizedMinor,
  )
  const isOtherCurrency = live.some((tender) => tender.currency !== order.currency)
  const isAgreed = agreed?.promisedMinor === promisedMinor && agreed.totalMinor === order.totalMinor
  if (isAgreed && !isOtherCurrency) {
    return agreed.take === 'all' ? planTenders(live) : planUpTo(live, order.totalMinor)
  }
  if (isOtherCurrency || promisedMinor > order.totalMinor)
    return { plan: 'mismatch', promisedMinor }
  if (promisedMinor < order.totalMinor) {
    return order.storefrontPaymentStatus === 'pending'
      ? { plan: 'wait', reason: 'the rest of the payment' }
      : { plan: 'incomplete', promisedMinor }
  }
  return planTenders(live)
}

/** Returns the next capture of tenders that add up to the total. */
function planTenders<T extends PayableTender>(live: readonly T[]): CapturePlan<T> {
  const open = live.filter(
    (tender) => !tender.voidedAt && tender.capturedMinor < tender.authorizedMinor,
  )
  if (open.length === 0) return { plan: 'paid', by: 'tenders' }
  if (open.some((tender) => tender.kind === 'gift_card')) {
    return { plan: 'wait', reason: 'the storefront to take the gift card' }
  }
  const tender = open.find(isCapturedByUs)
  if (!tender) return { plan: 'wait', reason: 'the storefront to capture the payment' }
  return { plan: 'capture', tender, amountMinor: tender.authorizedMinor - tender.capturedMinor }
}

/** Limits captures to the total; the gateway releases the rest of the authorization. */
function planUpTo<T extends PayableTender>(live: readonly T[], totalMinor: bigint): CapturePlan<T> {
  const leftMinor = totalMinor - sum(live, (tender) => tender.capturedMinor)
  if (leftMinor <= 0n) return { plan: 'paid', by: 'tenders' }
  const next = planTenders(live)
  if (next.plan !== 'capture' || next.amountMinor <= leftMinor) return next
  return { ...next, amountMinor: leftMinor }
}

function sum<T>(items: readonly T[], amount: (item: T) => bigint): bigint {
  return items.reduce((total, item) => total + amount(item), 0n)
}
