import { divideHalfEven } from '../money/money'
import { RefundError } from './refund-error'

/** A payment's sums in the customer's currency and in the shop's. */
export type TwoCurrencySums = {
  capturedMinor: bigint
  capturedShopMinor: bigint
  refundedMinor: bigint
  refundedShopMinor: bigint
}

/**
 * The shop's side of a refund, at the rate of the capture it refunds: what should have gone back
 * in the shop's currency after it, less what has. So the last refund takes the remainder, and
 * all of them add up to what the shop was paid, in whatever parts they come.
 * @param amountMinor in the customer's currency
 * @throws RefundError when it is more than the payment has left
 */
export function shopSideMinor(payment: TwoCurrencySums, amountMinor: bigint): bigint {
  const after = payment.refundedMinor + amountMinor
  if (amountMinor < 0n || after > payment.capturedMinor) {
    throw new RefundError('The refund is more than the payment has left.')
  }
  if (amountMinor === 0n) return 0n
  const due = divideHalfEven(payment.capturedShopMinor * after, payment.capturedMinor)
  const share = due - payment.refundedShopMinor
  return share > 0n ? share : 0n
}
