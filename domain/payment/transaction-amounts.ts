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
 * Returns a transaction's amount in the customer's and the shop's currency. Uses the storefront's own
 * amounts when present. Otherwise a refund uses the rate of its captures (the last refund takes the
 * remainder), and other transactions the rate of the order's total; rounds half to even.
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

/** Converts at the rate `to` / `from`. */
function convert(minor: bigint, from: bigint, to: bigint): bigint {
  return from === 0n ? 0n : divideHalfEven(minor * to, from)
}
