import { cumulativeShare } from '../money/money'
import { RefundError } from './refund-error'

/** A line's quantity and amounts, frozen at order time. */
export type FrozenLine = {
  /** Units bought. */
  quantity: number
  /** Paid for all units, after its share of every discount. */
  paidMinor: bigint
  /** One amount per tax line. */
  taxesMinor: readonly bigint[]
}

export type LineShare = { amountMinor: bigint; taxesMinor: bigint[] }

/**
 * Returns the amounts for `units` more of a line of which `takenUnits` are already refunded, reserved
 * or reshipped: R(k + q) - R(k), and the same for each tax line. Any sequence of partial refunds adds
 * up to exactly what was paid.
 * @throws RefundError when the units exceed the remaining quantity or aren't whole numbers
 */
export function lineShare(line: FrozenLine, takenUnits: number, units: number): LineShare {
  const left = line.quantity - takenUnits
  if (!Number.isSafeInteger(units) || !Number.isSafeInteger(takenUnits) || units < 0) {
    throw new RefundError('Quantity must be a whole number of at least 0.')
  }
  if (takenUnits < 0 || units > left) {
    throw new RefundError(`${units} units requested, ${left} left.`)
  }
  if (units === 0) return { amountMinor: 0n, taxesMinor: line.taxesMinor.map(() => 0n) }
  const shareOf = (total: bigint) =>
    cumulativeShare(total, takenUnits + units, line.quantity) -
    cumulativeShare(total, takenUnits, line.quantity)
  return { amountMinor: shareOf(line.paidMinor), taxesMinor: line.taxesMinor.map(shareOf) }
}
