import { cumulativeShare } from '../money/money'
import { RefundError } from './refund-error'

/** A line as it was frozen when the order was placed. */
export type FrozenLine = {
  /** Units bought. */
  quantity: number
  /** What was paid for all of them, after every discount. */
  paidMinor: bigint
  /** One amount per tax line. */
  taxesMinor: readonly bigint[]
}

export type LineShare = { amountMinor: bigint; taxesMinor: bigint[] }

/**
 * What `units` more of a line give back when `takenUnits` of it are gone already (refunded,
 * reserved by a pending refund, or sent again in place of one): R(k + q) - R(k), the same for
 * each tax. Any order of partial refunds adds up to exactly what was paid.
 * @throws RefundError when that is more than was bought, or not a whole number of units
 */
export function lineShare(line: FrozenLine, takenUnits: number, units: number): LineShare {
  const left = line.quantity - takenUnits
  if (!Number.isSafeInteger(units) || !Number.isSafeInteger(takenUnits) || units < 0) {
    throw new RefundError('A number of units is a whole number from 0 on.')
  }
  if (takenUnits < 0 || units > left) {
    throw new RefundError(`${units} units were asked for, but ${left} are left.`)
  }
  if (units === 0) return { amountMinor: 0n, taxesMinor: line.taxesMinor.map(() => 0n) }
  const shareOf = (total: bigint) =>
    cumulativeShare(total, takenUnits + units, line.quantity) -
    cumulativeShare(total, takenUnits, line.quantity)
  return { amountMinor: shareOf(line.paidMinor), taxesMinor: line.taxesMinor.map(shareOf) }
}
