import { formatAmount } from '../money/money'

/** An order's amounts in minor units of one currency; all are positive. */
export type OrderSums = {
  currency: string
  /** Lines at list price. */
  subtotalMinor: bigint
  /** All discounts, on lines and on shipping. */
  discountMinor: bigint
  /** Shipping at list price. */
  shippingMinor: bigint
  taxMinor: bigint
  /** Domestic plus international. */
  dutyMinor: bigint
  tipMinor: bigint
  /** Import costs that are neither duty nor tax. */
  feeMinor: bigint
  /** The storefront's total. */
  totalMinor: bigint
  /** Whether prices include tax. */
  taxesIncluded: boolean
}

export type Reconciliation = {
  agrees: boolean
  /** The sum of the parts. */
  expectedMinor: bigint
  /** The storefront's total minus the expected one. */
  differenceMinor: bigint
  /** The calculation in words, for the person who has to find the error. */
  explanation: string
}

/**
 * Checks lines - discounts + shipping + tax (unless included) + duties + tip + fees = total.
 * The subtotal must be the lines at list price. Shopify's `subtotal_price` excludes discounts
 * already; in Shopify's own sample order only list prices add up to the total.
 * @param toleranceMinor allowed difference, for converted amounts that were rounded individually;
 *   0 for the presentment currency
 */
export function reconcileTotals(sums: OrderSums, toleranceMinor = 0n): Reconciliation {
  const parts: [sign: 1n | -1n, label: string, minor: bigint][] = [
    [1n, 'items', sums.subtotalMinor],
    [-1n, 'discounts', sums.discountMinor],
    [1n, 'shipping', sums.shippingMinor],
    [1n, 'tax', sums.taxesIncluded ? 0n : sums.taxMinor],
    [1n, 'duties', sums.dutyMinor],
    [1n, 'tip', sums.tipMinor],
    [1n, 'additional fees', sums.feeMinor],
  ]
  const expectedMinor = parts.reduce((sum, [sign, , minor]) => sum + sign * minor, 0n)
  const differenceMinor = sums.totalMinor - expectedMinor
  const distance = differenceMinor < 0n ? -differenceMinor : differenceMinor
  const amount = (minor: bigint) => formatAmount(minor, sums.currency)
  const written = parts
    .filter(([, label, minor]) => minor !== 0n || label === 'items')
    .map(([sign, label, minor], index) => {
      const operator = sign < 0n ? '- ' : index > 0 ? '+ ' : ''
      return `${operator}${label} ${amount(minor)}`
    })
  const sum = `${written.join(' ')} = ${amount(expectedMinor)} ${sums.currency}`
  const direction = differenceMinor > 0n ? 'more' : 'less'
  const comparison =
    differenceMinor === 0n
      ? 'which matches the storefront'
      : `but the storefront total is ${amount(sums.totalMinor)}, ${amount(distance)} ${direction}`
  const agrees = distance <= toleranceMinor
  return { agrees, expectedMinor, differenceMinor, explanation: `${sum}, ${comparison}.` }
}
