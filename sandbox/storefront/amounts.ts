import { divideHalfEven, minorDigits } from '@/domain/money/money'
import type { Amount } from '@/domain/order/order-snapshot'
import type { Market } from './markets'

/** What the shop keeps its books in. */
export const SHOP_CURRENCY = 'USD'

/** A price of the catalog (US cents) as the market sees it, on a price its shops would ask. */
export function localPrice(usdMinor: bigint, market: Market): bigint {
  if (market.currency === SHOP_CURRENCY) return usdMinor
  const { numerator, denominator } = ratio(market)
  const steps = divideHalfEven(usdMinor * numerator, denominator * market.priceStep)
  return (steps > 0n ? steps : 1n) * market.priceStep
}

/** An amount of the market with what the shop books for it. */
export function booked(minor: bigint, market: Market): Amount {
  if (market.currency === SHOP_CURRENCY) return { minor, shopMinor: minor }
  const { numerator, denominator } = ratio(market)
  return { minor, shopMinor: divideHalfEven(minor * denominator, numerator) }
}

/** `minor * numerator / denominator` in units that cards can pay: dinars in steps of 10 fils. */
export function share(
  minor: bigint,
  numerator: bigint,
  denominator: bigint,
  market: Market,
): bigint {
  const step = payableStep(market)
  return divideHalfEven(minor * numerator, denominator * step) * step
}

/** The smallest amount that a card can pay. */
function payableStep(market: Market): bigint {
  return minorDigits(market.currency) === 3 ? 10n : 1n
}

export function times({ minor, shopMinor }: Amount, n: bigint): Amount {
  return { minor: minor * n, shopMinor: shopMinor * n }
}

/** Minor units of the market for one US cent. */
function ratio({ currency, rateE4 }: Market): { numerator: bigint; denominator: bigint } {
  return { numerator: rateE4 * 10n ** BigInt(minorDigits(currency)), denominator: 1_000_000n }
}
