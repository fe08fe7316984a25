import { divideHalfEven } from '../money/money'
import { lesserMinor } from './tender-cap'

/** A payment whose refund went onto a gift card, in minor units, with what was taken back since. */
export type OnCardPart = {
  paymentId: string
  amountMinor: bigint
  amountShopMinor: bigint
  reversedMinor: bigint
  reversedShopMinor: bigint
}

export type ReversalPart = { paymentId: string; amountMinor: bigint; amountShopMinor: bigint }

/**
 * Which payments give in cash what is still on a gift card: each at most what it put there, in the
 * order of `parts`. The shop's side follows the rate of the refund it takes back, and the last
 * reversal of a payment takes the remainder.
 */
export function planReversal(balanceMinor: bigint, parts: readonly OnCardPart[]): ReversalPart[] {
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
