import { divideHalfEven } from '../money/money'
import { lesserMinor } from './tender-cap'

/** A payment that was refunded to a gift card, in minor units, and the amount reversed since. */
export type GiftCardFunding = {
  paymentId: string
  amountMinor: bigint
  amountShopMinor: bigint
  reversedMinor: bigint
  reversedShopMinor: bigint
}

export type ReversalPart = { paymentId: string; amountMinor: bigint; amountShopMinor: bigint }

/**
 * Splits a gift card's balance over the payments that funded it, to refund it in cash: each payment
 * up to the amount it funded, in the order of `parts`. The shop amount uses the rate of the reversed
 * refund; the last reversal of a payment takes the remainder.
 */
export function planReversal(
  balanceMinor: bigint,
  parts: readonly GiftCardFunding[],
): ReversalPart[] {
  let left = balanceMinor
  return parts.flatMap((part) => {
    const { paymentId, reversedMinor, reversedShopMinor } = part
    const amountMinor = lesserMinor(left, part.amountMinor - reversedMinor)
    if (amountMinor <= 0n) return []
    left -= amountMinor
    const shopMinor = divideHalfEven(
      part.amountShopMinor * (reversedMinor + amountMinor),
      part.amountMinor,
    )
    return [{ paymentId, amountMinor, amountShopMinor: shopMinor - reversedShopMinor }]
  })
}
