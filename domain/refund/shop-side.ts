import { divideHalfEven } from '../money/money'
import { RefundError } from './refund-error'

/** A payment's sums in the customer's and the shop's currency. */
export type TwoCurrencySums = {
  capturedMinor: bigint
  capturedShopMinor: bigint
  refundedMinor: bigint
  refundedShopMinor: bigint
}

/**
 * Converts a refund to the shop's currency at the rate of its capture: the cumulative refund in the
 * shop's currency minus earlier refunds. The last refund takes the remainder, so any sequence of
 * refunds adds up to exactly what the shop was paid.
 * @param amountMinor in the customer's currency
 * @throws RefundError when it exceeds the payment's refundable amount
 */
export function shopSideMinor(payment: TwoCurrencySums, amountMinor: bigint): bigint {
  const after = payment.refundedMinor + amountMinor
  if (amountMinor < 0n || after > payment.capturedMinor) {
    throw new RefundError("The refund exceeds the payment's refundable amount.")
  }
  if (amountMinor === 0n) return 0n
  const due = divideHalfEven(payment.capturedShopMinor * after, payment.capturedMinor)
  const share = due - payment.refundedShopMinor
  return share > 0n ? share : 0n
}
