import { formatAmount } from '../money/money'

/** An order's sums in one currency, in its minor units. All are positive numbers. */
export type OrderSums = {
  currency: string
  /** Lines at list price. */
  subtotalMinor: bigint
  /** All discounts, on lines and on shipping. */
  discountMinor: bigint
  /** Shipping at list price. */
  shippingMinor: bigint
  taxMinor: bigint
  /** Domestic and international together. */
  dutyMinor: bigint
  tipMinor: bigint
  /** Costs of crossing a border that are neither duty nor tax. */
  feeMinor: bigint
  /** What the storefront says it costs. */
  totalMinor: bigint
  /** True: prices contain the tax, it is not added on top. */
  taxesIncluded: boolean
}

export type Reconciliation = {
  agrees: boolean
  /** What the parts come to. */
  expectedMinor: bigint
  /** The storefront's total less that: positive when it asks for more than its parts. */
  differenceMinor: bigint
  /** The sum written out, for the person who has to find the fault. */
  explanation: string
}

/**
 * Checks lines - discounts + shipping + tax (unless included) + duties + tip + fees = total.
 * The subtotal has to be the lines at list price: Shopify's `subtotal_price` is not, it is less
 * the discounts already, and in its own sample order only the list prices come to the total.
 * @param toleranceMinor how far off still agrees; for converted amounts, where each part was
 *   rounded by itself. The customer's own currency takes 0.
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
  const verdict =
    differenceMinor === 0n
      ? 'as the storefront says'
      : `but the storefront says ${amount(sums.totalMinor)}, ${amount(distance)} ${direction}`
  const agrees = distance <= toleranceMinor
  return { agrees, expectedMinor, differenceMinor, explanation: `${sum}, ${verdict}.` }
}
