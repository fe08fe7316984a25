/** What the plan reads of an order. */
export type PayableOrder = {
  totalMinor: bigint
  currency: string
  /** The storefront's word for the state of the payment, e.g. `authorized`. */
  storefrontPaymentStatus: string
}

/** What the plan reads of a tender. Authorized is never less than captured. */
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

/** What is to be done about an order's payment now. */
export type CapturePlan<T extends PayableTender> =
  | { plan: 'paid'; by: 'storefront' | 'tenders' | 'nothing_to_pay' }
  | { plan: 'capture'; tender: T; amountMinor: bigint }
  | { plan: 'wait'; reason: string }
  /** The tenders fall short of the total: the rest may still be on its way. */
  | { plan: 'incomplete'; promisedMinor: bigint }
  | { plan: 'mismatch'; promisedMinor: bigint }
  | { plan: 'expired' }

/** A person settled that payments which do not come to the total are in order, for these figures. */
export type AgreedPayment = {
  promisedMinor: bigint
  totalMinor: bigint
  /** all: whatever was promised; total: what is beyond the total is not taken. */
  take: 'all' | 'total'
}

/** Shopify's `financial_status` values that say the money is there, or was. */
const PAID = new Set(['paid', 'partially_refunded', 'refunded'])
const GONE = new Set(['voided', 'expired'])

/** The storefront says that it has the money, or had it. */
export const isPaidAtStorefront = (order: Pick<PayableOrder, 'storefrontPaymentStatus'>) =>
  PAID.has(order.storefrontPaymentStatus)

/** Tenders that we capture ourselves; the others are captured by the storefront. */
export function isCapturedByUs(tender: Pick<PayableTender, 'gateway' | 'gatewayReference'>) {
  return tender.gateway === 'stripe' && tender.gatewayReference !== ''
}

/**
 * Decides the next move of a payment: gift cards first (the storefront has taken them already),
 * then our own authorizations one after the other, then whatever only the storefront can capture.
 * Nothing is captured before the tenders add up to the order's total.
 */
export function planCapture<T extends PayableTender>(
  order: PayableOrder,
  tenders: readonly T[],
  agreed?: AgreedPayment,
): CapturePlan<T> {
  if (isPaidAtStorefront(order)) return { plan: 'paid', by: 'storefront' }
  if (order.totalMinor === 0n) return { plan: 'paid', by: 'nothing_to_pay' }
  const live = tenders.filter(
    (one) => (one.voidedAt ? one.capturedMinor : one.authorizedMinor) > 0n,
  )
  if (live.length === 0) {
    const wasVoided = tenders.some((one) => one.voidedAt) || GONE.has(order.storefrontPaymentStatus)
    return wasVoided ? { plan: 'expired' } : { plan: 'wait', reason: 'the payment' }
  }
  const promisedMinor = sum(live, (one) => (one.voidedAt ? one.capturedMinor : one.authorizedMinor))
  const isOtherCurrency = live.some((one) => one.currency !== order.currency)
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

/** The tenders add up to the total: which of them is next? */
function planTenders<T extends PayableTender>(live: readonly T[]): CapturePlan<T> {
  const open = live.filter((one) => !one.voidedAt && one.capturedMinor < one.authorizedMinor)
  if (open.length === 0) return { plan: 'paid', by: 'tenders' }
  if (open.some((one) => one.kind === 'gift_card')) {
    return { plan: 'wait', reason: 'the storefront to take the gift card' }
  }
  const tender = open.find(isCapturedByUs)
  if (!tender) return { plan: 'wait', reason: 'the storefront to capture the payment' }
  return { plan: 'capture', tender, amountMinor: tender.authorizedMinor - tender.capturedMinor }
}

/** Takes no more than the total of payments that promise more; the gateway releases the rest. */
function planUpTo<T extends PayableTender>(live: readonly T[], totalMinor: bigint): CapturePlan<T> {
  const leftMinor = totalMinor - sum(live, (one) => one.capturedMinor)
  if (leftMinor <= 0n) return { plan: 'paid', by: 'tenders' }
  const next = planTenders(live)
  if (next.plan !== 'capture' || next.amountMinor <= leftMinor) return next
  return { ...next, amountMinor: leftMinor }
}

function sum<T>(items: readonly T[], amount: (item: T) => bigint): bigint {
  return items.reduce((total, item) => total + amount(item), 0n)
}
