import { divideHalfEven, minorDigits } from '@/domain/money/money'
import type { Amount } from '@/domain/order/order-snapshot'
import type { Market } from './markets'

/** The shop currency. */
export const SHOP_CURRENCY = 'USD'

/** Converts a catalog price in US cents to the market's currency, rounded to its price step. */
export function localPrice(usdMinor: bigint, market: Market): bigint {
  if (market.currency === SHOP_CURRENCY) return usdMinor
  const { numerator, denominator } = exchangeRate(market)
  const steps = divideHalfEven(usdMinor * numerator, denominator * market.priceStep)
  return (steps > 0n ? steps : 1n) * market.priceStep
}

/** Returns a presentment amount together with its amount in the shop currency. */
export function toAmount(minor: bigint, market: Market): Amount {
  if (market.currency === SHOP_CURRENCY) return { minor, shopMinor: minor }
  const { numerator, denominator } = exchangeRate(market)
  return { minor, shopMinor: divideHalfEven(minor * denominator, numerator) }
}

/** Returns `minor * numerator / denominator`, rounded to the smallest amount a card can pay. */
export function share(
  minor: bigint,
  numerator: bigint,
  denominator: bigint,
  market: Market,
): bigint {
  const step = payableStep(market)
  return divideHalfEven(minor * numerator, denominator * step) * step
}

/** The smallest amount a card can pay: 10 fils for three-decimal currencies, else 1 minor unit. */
function payableStep(market: Market): bigint {
  return minorDigits(market.currency) === 3 ? 10n : 1n
}

/** Multiplies an amount in both currencies. */
export function multiplyAmount({ minor, shopMinor }: Amount, n: bigint): Amount {
  return { minor: minor * n, shopMinor: shopMinor * n }
}

/** Returns the market's minor units per US cent. */
function exchangeRate({ currency, rateE4 }: Market): { numerator: bigint; denominator: bigint } {
  return { numerator: rateE4 * 10n ** BigInt(minorDigits(currency)), denominator: 1_000_000n }
}
