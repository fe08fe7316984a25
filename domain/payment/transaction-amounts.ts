import { divideHalfEven } from '../money/money'
import type { TransactionFact } from '../order/storefront-facts'

type PricedOrder = {
  currency: string
  shopCurrency: string
  totalMinor: bigint
  totalShopMinor: bigint
}

type Tender = {
  capturedMinor: bigint
  capturedShopMinor: bigint
  refundedMinor: bigint
  refundedShopMinor: bigint
}

export type TransactionAmounts = { amountMinor: bigint; amountShopMinor: bigint }

/**
 * A transaction's amount in the customer's and in the shop's currency. What the storefront gives
 * is taken as it is. Otherwise a refund uses the rate of the captures it gives back, the last one
 * taking the remainder, and everything else the rate of the order's total, so that a transaction
 * over the whole total is exact; shares are rounded half to even.
 * @returns undefined when the amount is in neither currency of the order
 */
export function amountsOfTransaction(
  fact: Pick<TransactionFact, 'kind' | 'amount' | 'shopMinor'>,
  order: PricedOrder,
  tender?: Tender,
): TransactionAmounts | undefined {
  const { minor, currency } = fact.amount
  if (order.currency === order.shopCurrency)
    return currency === order.currency ? { amountMinor: minor, amountShopMinor: minor } : undefined
  if (currency === order.currency) {
    const amountShopMinor = fact.shopMinor ?? shopSide(fact.kind, minor, order, tender)
    return { amountMinor: minor, amountShopMinor }
  }
  if (currency !== order.shopCurrency) return undefined
  const amountMinor = convert(minor, order.totalShopMinor, order.totalMinor)
  return { amountMinor, amountShopMinor: minor }
}

function shopSide(
  kind: TransactionFact['kind'],
  minor: bigint,
  order: PricedOrder,
  tender: Tender | undefined,
): bigint {
  if (kind !== 'refund' || !tender || tender.capturedMinor === 0n)
    return convert(minor, order.totalMinor, order.totalShopMinor)
  if (minor === tender.capturedMinor - tender.refundedMinor)
    return tender.capturedShopMinor - tender.refundedShopMinor
  return convert(minor, tender.capturedMinor, tender.capturedShopMinor)
}

/** At the rate at which `from` is worth `to`. */
function convert(minor: bigint, from: bigint, to: bigint): bigint {
  return from === 0n ? 0n : divideHalfEven(minor * to, from)
}
